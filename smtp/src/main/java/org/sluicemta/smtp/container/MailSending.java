package org.sluicemta.smtp.container;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.smtp.chain.ChainPass;
import org.sluicemta.smtp.chain.LoadedChain;
import org.sluicemta.smtp.data.ChainMessage;

/**
 * Accepts mail that mailets send. Inside a chain it follows the current mail through the same pass, so both are
 * committed or neither. Outside a chain it gets its own pass and commit. Mail made about another mail belongs to the
 * same sender, so that mail's client data is copied to it.
 */
final class MailSending {
    private static final List<AttributeName> ORIGIN = List.of(
            AttributeName.of(MailAttributeNames.LISTENER),
            AttributeName.of(MailAttributeNames.LISTENER_STREAM),
            AttributeName.of(MailAttributeNames.CREDENTIAL),
            AttributeName.of(MailAttributeNames.CLIENT_ADDRESS),
            AttributeName.of(MailAttributeNames.CLIENT_TRUSTED),
            AttributeName.of(MailAttributeNames.TENANT),
            AttributeName.of(MailAttributeNames.STREAM));

    private final LoadedChain chain;
    private final HandOff handOff;
    private final MessageIdSource ids;
    private final InstantSource clock;

    MailSending(LoadedChain chain, HandOff handOff, MessageIdSource ids, InstantSource clock) {
        this.chain = chain;
        this.handOff = handOff;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param delayMillis milliseconds to hold the mail before delivery; 0 for none */
    void send(Mail mail, String state, long delayMillis) throws MessagingException {
        ChainPass pass = ChainPass.current();
        Mail copy = prepare(mail, state, delayMillis, pass == null ? null : pass.inWork());
        if (pass != null) {
            pass.send(copy);
        } else {
            sendAlone(copy);
        }
    }

    private Mail prepare(Mail mail, String state, long delayMillis, @Nullable Mail about) throws MessagingException {
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        copy.setMessageNoCopy(ChainMessage.copyOf(mail.getMessage()));
        MessageId id = ids.next();
        copy.setName(id.toString());
        copy.setState(state);
        copy.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        set(copy, MailAttributeNames.MESSAGE_ID, AttributeValue.of(id.toString()));
        set(copy, MailAttributeNames.RECEIVED_AT, AttributeValue.of(clock.millis()));
        if (delayMillis > 0) {
            set(copy, MailAttributeNames.RELEASE_AT, AttributeValue.of(clock.millis() + delayMillis));
        }
        if (about != null) {
            ORIGIN.forEach(name -> inherit(name, about, copy));
        } else {
            // Made here, on the operator's behalf alone.
            set(copy, MailAttributeNames.CLIENT_TRUSTED, AttributeValue.of("true"));
        }
        return copy;
    }

    private static void inherit(AttributeName name, Mail from, Mail to) {
        Optional<Attribute> origin = from.getAttribute(name);
        if (origin.isPresent() && to.getAttribute(name).isEmpty()) {
            to.setAttribute(origin.get());
        }
    }

    private static void set(Mail mail, String name, AttributeValue<?> value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), value));
    }

    private void sendAlone(Mail mail) throws MessagingException {
        try (ChainPass pass = chain.get().pass()) {
            handOff.commit(ChainRun.collect(() -> {
                pass.run(mail);
                return pass;
            }));
        } catch (HandOffException e) {
            throw new MessagingException("mail " + mail.getName() + " could not be handed off", e);
        } catch (MessagingException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MessagingException("mail " + mail.getName() + " could not be sent", e);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }
}
