package org.sluicemta.routes.split;

import java.util.concurrent.CompletionStage;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.PoolId;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.Placement;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;

/** Writes what a route made of a message beside placing it: copies, and recipients that it discarded. */
public final class RouteEvents {
    private final EventLog events;

    @Inject
    public RouteEvents(EventLog events) {
        this.events = events;
    }

    /** After the commit. */
    void write(Routed routed) {
        for (Placement copy : routed.result().copies()) {
            for (EnvelopeRecipient to : copy.envelope().recipients()) {
                MailFacts facts = facts(
                        copy.envelope(), copy.pool(), to, routed.envelope().id());
                events.append(EventType.COPIED, facts, null, null, null);
            }
        }
        for (EnvelopeRecipient to : routed.result().discarded()) {
            events.append(
                    EventType.DISCARDED,
                    facts(routed.envelope(), null, to, null),
                    null,
                    null,
                    ReportFacts.discarded(routed.route(), "sluice:discard"));
        }
    }

    private static MailFacts facts(
            FinishedEnvelope envelope, @Nullable PoolId pool, EnvelopeRecipient to, @Nullable MessageId parent) {
        return new MailFacts(
                envelope.id(),
                envelope.tenant(),
                envelope.stream(),
                pool,
                null,
                null,
                null,
                envelope.sender(),
                to.address(),
                parent);
    }

    /** Completes when what was written is on disk. */
    CompletionStage<Void> flushed() {
        return events.flushed();
    }
}
