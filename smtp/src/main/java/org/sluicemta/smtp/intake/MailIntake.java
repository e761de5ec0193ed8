package org.sluicemta.smtp.intake;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.handoff.ChainRefusal;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Staged;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.repeat.IdempotencyKeys;
import org.sluicemta.smtp.chain.ChainPass;
import org.sluicemta.smtp.chain.ChainTurn;
import org.sluicemta.smtp.chain.Discards;
import org.sluicemta.smtp.chain.LoadedChain;
import org.sluicemta.smtp.data.CollectedContent;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Runs a complete message through the chain and hands over what it staged in one commit, all or nothing. Blocks until
 * the commit is flushed. Runs on the chain's thread.
 */
@Singleton
public final class MailIntake {
    private static final Logger LOG = LoggerFactory.getLogger(MailIntake.class);

    private static final AttributeName TENANT = AttributeName.of(MailAttributeNames.TENANT);

    private static final IntakeResult IN_FLIGHT = new IntakeResult.Deferred(
            "4.3.0", "A message with the same key is being sent, please try again later", null);

    private final LoadedChain chain;
    private final HandOff handOff;
    private final EventLog events;
    private final PostChainCheck last;
    private final IdempotencyKeys keys;

    @Inject
    MailIntake(LoadedChain chain, HandOff handOff, EventLog events, PostChainCheck last, IdempotencyKeys keys) {
        this.chain = chain;
        this.handOff = handOff;
        this.events = events;
        this.last = last;
        this.keys = keys;
    }

    /**
     * The message's content is closed when this returns.
     *
     * @param key the message's idempotency key, or null. A client without relay rights has none, because its key could
     *     belong to a tenant it has nothing to do with
     */
    public IntakeResult accept(ReceivedMail received, @Nullable String key, ChainTurn turn) {
        try (CollectedContent content = received.content();
                ChainPass pass = chain.get().pass()) {
            LOG.debug("message {} of {} octets enters the chain", received.id(), content.size());
            return run(received, pass, key, turn);
        } catch (HandOffException.NoRoom e) {
            LOG.warn("message {} not accepted: {}", received.id(), e.getMessage());
            return new IntakeResult.NoRoom();
        } catch (HandOffException e) {
            Throwable cause = e.getCause();
            LOG.error(
                    "message {} not accepted: {}{}", received.id(), e.getMessage(), cause == null ? "" : ": " + cause);
            return new IntakeResult.TryLater();
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.error("message {} not accepted, the mailet chain failed: {}", received.id(), e.getMessage(), e);
            return new IntakeResult.TryLater();
        }
    }

    private IntakeResult run(ReceivedMail received, ChainPass pass, @Nullable String key, ChainTurn turn)
            throws Exception {
        MailImpl mail = MailOfEnvelope.make(received);
        try {
            List<Staged> staged = ChainRun.collect(() -> {
                pass.run(mail);
                return pass;
            });
            MailFacts facts = facts(received, staged);
            TenantId tenant = facts.tenant();
            IntakeResult result = key == null || tenant == null || !received.mayRelay()
                    ? send(received, staged, facts, turn)
                    : sendOnce(received, staged, facts, turn, IdempotencyKey.of(tenant, key, received));
            if (result instanceof IntakeResult.Accepted) {
                record(received, staged, pass.discards());
            }
            return result;
        } catch (ChainRefusal refusal) {
            LOG.info("message {} refused: {} {}", received.id(), refusal.enhancedStatus(), refusal.reply());
            return new IntakeResult.Refused(refusal.enhancedStatus(), refusal.reply(), tagged(mail));
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private static @Nullable TenantId tagged(MailImpl mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, TENANT, String.class)
                .map(TenantId::new)
                .orElse(null);
    }

    private IntakeResult send(ReceivedMail received, List<Staged> staged, MailFacts facts, ChainTurn turn)
            throws Exception {
        return prepared(received, staged, turn, mail -> {
            if (!staged.isEmpty()) {
                commit(received, staged, mail);
            }
            return accepted(received, staged, facts);
        });
    }

    private IntakeResult sendOnce(
            ReceivedMail received, List<Staged> staged, MailFacts facts, ChainTurn turn, IdempotencyKey mark)
            throws Exception {
        // Before anything is counted: a repetition isn't more mail.
        Optional<MessageId> before = keys.find(mark.tenant(), mark.key());
        if (before.isPresent()) {
            return turn.mayCommit() ? repeated(received, before.get(), facts) : late(received);
        }
        // Prepared outside of the key's transaction, which a slow route would hold open.
        return prepared(received, staged, turn, mail -> {
            Optional<MessageId> first =
                    keys.once(mark.tenant(), mark.key(), received.id(), () -> commit(received, staged, mail));
            if (first.isEmpty()) {
                return IN_FLIGHT;
            }
            return first.get().equals(received.id())
                    ? accepted(received, staged, facts)
                    : repeated(received, first.get(), facts);
        });
    }

    /** Commits mail that is ready for the queue. */
    private interface Commit {
        IntakeResult of(HandOff.Prepared mail) throws Exception;
    }

    private IntakeResult prepared(ReceivedMail received, List<Staged> staged, ChainTurn turn, Commit commit)
            throws Exception {
        IntakeResult refusal = last.refusal(received, staged);
        if (refusal != null) {
            LOG.debug("message {} deferred or over a limit: {}", received.id(), refusal);
            return refusal;
        }
        HandOff.Prepared mail = handOff.prepare(staged);
        return turn.mayCommit() ? commit.of(mail) : late(received);
    }

    private static IntakeResult late(ReceivedMail received) {
        LOG.warn(
                "message {} left the mailet chain or a route too late and was not accepted; the client will resend it",
                received.id());
        return new IntakeResult.Late();
    }

    private IntakeResult accepted(ReceivedMail received, List<Staged> staged, MailFacts facts) throws Exception {
        events.append(new Occurrence.Received(facts, received.client()));
        if (staged.isEmpty()) {
            // Nothing is in the broker. The events that explain it are all that is left of this message.
            events.flushed().toCompletableFuture().get();
        }
        return new IntakeResult.Accepted(received.id());
    }

    /** What mailets did besides passing the message on: recipients they removed, and mail of their own. */
    private void record(ReceivedMail received, List<Staged> staged, Discards discards) throws Exception {
        for (Staged each : staged) {
            if (each instanceof FinishedEnvelope copy && !copy.id().equals(received.id())) {
                copy.recipients().forEach(to -> events.append(new Occurrence.Copied(copied(received, copy, to))));
            }
        }
        if (!discards.isEmpty()) {
            discards.write(events);
            if (staged.isEmpty()) {
                // Nothing is in the broker. The events that explain it are all that is left of these recipients.
                events.flushed().toCompletableFuture().get();
            }
        }
    }

    private static MailFacts copied(ReceivedMail received, FinishedEnvelope copy, EnvelopeRecipient to) {
        return MailFacts.about(copy).to(to.address()).madeOf(received.id());
    }

    private IntakeResult repeated(ReceivedMail received, MessageId first, MailFacts facts) {
        MailFacts ofFirst = MailFacts.about(first)
                .of(facts.tenant(), facts.stream())
                .of(facts.campaign())
                .from(facts.sender())
                .to(facts.recipient());
        events.append(new Occurrence.Repeated(ofFirst, received.client()));
        return new IntakeResult.Repeated(first);
    }

    private void commit(ReceivedMail received, List<Staged> staged, HandOff.Prepared prepared) throws HandOffException {
        last.count(received, staged, 1);
        boolean committed = false;
        try {
            prepared.commit();
            committed = true;
        } finally {
            if (!committed) {
                last.count(received, staged, -1);
            }
        }
    }

    /** Records a refusal with the client's reply. @param tenant whose mail it is, or null where that isn't known */
    public void rejected(ReceivedMail received, @Nullable TenantId tenant, SmtpReply reply) {
        events.append(new Occurrence.Rejected(
                facts(received, List.of()).of(tenant, null), received.client().answered(reply)));
    }

    /** Tenant and stream are known from what the chain finished. */
    private static MailFacts facts(ReceivedMail received, List<Staged> staged) {
        EmailAddress only =
                received.recipients().size() == 1 ? received.recipients().get(0).address() : null;
        TenantId tenant = null;
        StreamId stream = null;
        CampaignId campaign = null;
        if (!staged.isEmpty() && staged.get(0) instanceof FinishedEnvelope envelope) {
            tenant = envelope.tenant();
            stream = envelope.stream();
            campaign = envelope.campaignId();
        }
        return MailFacts.about(received.id())
                .of(tenant, stream)
                .of(campaign)
                .from(received.sender())
                .to(only);
    }
}
