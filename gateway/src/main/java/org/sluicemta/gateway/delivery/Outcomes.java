package org.sluicemta.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import org.sluicemta.delivery.DeliveryAttempt;
import org.sluicemta.delivery.DeliveryOutcome;
import org.sluicemta.delivery.SmtpReply;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.connection.SmtpConnection;
import org.sluicemta.gateway.transaction.Verdict;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseTable;

/** Turns answers into outcomes. The response table says what is permanent, whatever the code. */
final class Outcomes {
    private final ResponseTable responses;
    private final SiteId site;
    private final Instant started;

    Outcomes(ResponseTable responses, SiteId site, Instant started) {
        this.responses = responses;
        this.site = site;
        this.started = started;
    }

    DeliveryOutcome of(Verdict verdict, SmtpConnection connection, Duration took) {
        DeliveryAttempt attempt = new DeliveryAttempt(
                connection.source().id(),
                connection.remote().host(),
                connection.remote().written(),
                connection.tls(),
                started,
                took);
        return verdict.reply().isPositive()
                ? new DeliveryOutcome.Delivered(
                        attempt, verdict.reply(), connection.offer().dsn())
                : refused(attempt, verdict.phase(), verdict.reply());
    }

    DeliveryOutcome of(Fault fault, Duration took) {
        DeliveryAttempt attempt =
                new DeliveryAttempt(fault.source(), fault.remoteHost(), fault.remoteAddress(), null, started, took);
        return refused(attempt, fault.phase(), fault.reply());
    }

    private DeliveryOutcome refused(DeliveryAttempt attempt, Phase phase, SmtpReply reply) {
        Classification says =
                responses.classify(new Answer(site, phase, reply.code(), reply.enhancedStatus(), reply.text()));
        if (phase == Phase.AUTH && says.permanent()) {
            // A wrong password for the smarthost is the operator's to mend, not a reason to give up the mail.
            says = temporary(says);
        }
        return says.permanent()
                ? new DeliveryOutcome.Bounced(attempt, reply, says)
                : new DeliveryOutcome.Deferred(attempt, reply, says);
    }

    private static Classification temporary(Classification says) {
        return new Classification(says.responseClass(), false, says.blame(), 0, says.retrySchedule(), says.rule());
    }
}
