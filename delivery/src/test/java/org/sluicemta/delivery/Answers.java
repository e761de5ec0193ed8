package org.sluicemta.delivery;

import java.time.Duration;
import java.time.Instant;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseTable;

/** Outcomes and classes for tests. */
public final class Answers {
    public static final Classification UNKNOWN_RECIPIENT =
            new Classification(ResponseClass.UNKNOWN_RECIPIENT, true, Blame.RECIPIENT, 1, "default", "t1");
    public static final Classification MAILBOX_FULL =
            new Classification(ResponseClass.MAILBOX_FULL, false, Blame.RECIPIENT, 3, "default", "t2");
    public static final Classification BLOCKED =
            new Classification(ResponseClass.SOURCE_BLOCKED, true, Blame.SOURCE, 0, "default", "t3");

    private Answers() {}

    public static DeliveryOutcome delivered() {
        return new DeliveryOutcome.Delivered(FakeGateway.ATTEMPT, FakeGateway.OK, false);
    }

    /** Taken by a server that sends the notices itself. */
    public static DeliveryOutcome deliveredWithDsn() {
        return new DeliveryOutcome.Delivered(FakeGateway.ATTEMPT, FakeGateway.OK, true);
    }

    public static DeliveryOutcome deferred() {
        return new DeliveryOutcome.Deferred(
                FakeGateway.ATTEMPT, new SmtpReply(452, "4.2.2", "mailbox full"), MAILBOX_FULL);
    }

    public static DeliveryOutcome bounced() {
        return new DeliveryOutcome.Bounced(
                FakeGateway.ATTEMPT, new SmtpReply(550, "5.1.1", "no such user"), UNKNOWN_RECIPIENT);
    }

    /** What this server says when it makes no attempt. */
    public static DeliveryOutcome kept(String status, String why) {
        return new DeliveryOutcome.Deferred(
                new DeliveryAttempt(null, null, null, null, null, Instant.EPOCH, Duration.ofMillis(1)),
                SmtpReply.own(ResponseClass.OTHER, 451, status, why),
                new Classification(ResponseClass.OTHER, false, Blame.SOURCE, 0, "default", "none"));
    }

    public static DeliveryOutcome calledBack() {
        return kept("4.3.0", "Message was called back before it was sent");
    }

    /** Knows 5.1.1; everything else is a block of ours. */
    public static ResponseTable table() {
        return new ResponseTable() {
            @Override
            public Classification classify(Answer answer) {
                return "5.1.1".equals(answer.enhancedStatus()) ? UNKNOWN_RECIPIENT : BLOCKED;
            }

            @Override
            public Classification classify(ResponseClass known, int code) {
                return BLOCKED;
            }
        };
    }
}
