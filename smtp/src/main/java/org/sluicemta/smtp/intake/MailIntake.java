package org.sluicemta.smtp.intake;

import java.util.List;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.SmtpReply;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.handoff.ChainRefusal;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Staged;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.chain.ChainPass;
import org.sluicemta.smtp.chain.MailetChain;
import org.sluicemta.smtp.data.CollectedContent;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Takes a complete message through the chain and hands over what it staged, all in one commit or nothing. Blocks until
 * the commit is flushed; runs on the virtual thread of its session.
 */
public final class MailIntake {
    private static final Logger LOG = LoggerFactory.getLogger(MailIntake.class);

    private final MailetChain chain;
    private final HandOff handOff;
    private final EventLog events;

    public MailIntake(MailetChain chain, HandOff handOff, EventLog events) {
        this.chain = chain;
        this.handOff = handOff;
        this.events = events;
    }

    /** The message's content is closed when this returns. */
    public IntakeResult accept(ReceivedMail received) {
        try (CollectedContent content = received.content();
                ChainPass pass = chain.pass()) {
            LOG.debug("message {} of {} octets enters the chain", received.id(), content.size());
            return run(received, pass);
        } catch (ChainRefusal refusal) {
            LOG.info("message {} refused: {} {}", received.id(), refusal.enhancedStatus(), refusal.reply());
            return new IntakeResult.Refused(refusal.enhancedStatus(), refusal.reply());
        } catch (HandOffException e) {
            LOG.error(
                    "message {} is not accepted: {}: {}", received.id(), e.getMessage(), String.valueOf(e.getCause()));
            return new IntakeResult.TryLater();
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.error("message {} is not accepted, the chain failed: {}", received.id(), e.getMessage(), e);
            return new IntakeResult.TryLater();
        }
    }

    private IntakeResult run(ReceivedMail received, ChainPass pass) throws Exception {
        MailImpl mail = MailOfEnvelope.make(received);
        try {
            List<Staged> staged = ChainRun.collect(() -> {
                pass.run(mail);
                return pass;
            });
            if (!staged.isEmpty()) {
                handOff.commit(staged);
            }
            events.append(EventType.RECEIVED, facts(received, staged), received.client(), null, null);
            if (staged.isEmpty()) {
                // Nothing is in the broker: the events that say why are all that is left of this message.
                events.flushed().toCompletableFuture().get();
            }
            return new IntakeResult.Accepted(received.id());
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    /** Records a refusal with the answer the client got. */
    public void rejected(ReceivedMail received, SmtpReply reply) {
        ClientFacts client = received.client();
        ClientFacts answered = new ClientFacts(
                client.address(),
                client.helo(),
                client.listener(),
                client.credential(),
                client.tls(),
                client.bytes(),
                reply);
        events.append(EventType.REJECTED, facts(received, List.of()), answered, null, null);
    }

    /** Tenant and stream are known from what the chain finished. */
    private static MailFacts facts(ReceivedMail received, List<Staged> staged) {
        EmailAddress only =
                received.recipients().size() == 1 ? received.recipients().get(0).address() : null;
        TenantId tenant = null;
        StreamId stream = null;
        if (!staged.isEmpty() && staged.get(0) instanceof FinishedEnvelope envelope) {
            tenant = envelope.tenant();
            stream = envelope.stream();
        }
        return new MailFacts(received.id(), tenant, stream, null, null, null, null, received.sender(), only);
    }
}
