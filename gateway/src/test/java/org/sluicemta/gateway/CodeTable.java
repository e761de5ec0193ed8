package org.sluicemta.gateway;

import java.time.Duration;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseTable;

/**
 * Judges by the code alone, but for texts that say otherwise: "for now" is temporary, "for good" permanent. "Blocked"
 * lets the source rest the third time, "slow down" slows it at once.
 */
final class CodeTable implements ResponseTable {
    private static final ResponseAction REST =
            new ResponseAction(Kind.REST_SOURCE, Duration.ofHours(4), new Trigger(3, Duration.ofMinutes(10)));
    private static final ResponseAction SLOWER = new ResponseAction(Kind.SLOW_DOWN, Duration.ZERO, Trigger.AT_ONCE);

    @Override
    public Classification classify(Answer answer) {
        boolean permanent = answer.code() >= 500 && !answer.text().contains("for now")
                || answer.text().contains("for good");
        if (answer.text().contains("blocked")) {
            return acting(ResponseClass.SOURCE_BLOCKED, permanent, "listed", REST);
        }
        if (answer.text().contains("not from you")) {
            return acting(ResponseClass.OTHER, permanent, "other-one", action(Kind.OTHER_SOURCE));
        }
        if (answer.text().contains("overloaded")) {
            return acting(ResponseClass.SITE_UNAVAILABLE, permanent, "overloaded", action(Kind.NEXT_HOST));
        }
        if (answer.text().contains("slow down")) {
            return acting(ResponseClass.RATE_LIMITED, false, "too-fast", SLOWER);
        }
        ResponseClass says = answer.text().contains("Greylisted") ? ResponseClass.GREYLISTED : ResponseClass.OTHER;
        return new Classification(says, permanent, Blame.RECIPIENT, 0, "default", "none");
    }

    /** From the second time in ten minutes on, if the site is of one provider. */
    private static ResponseAction action(Kind kind) {
        return new ResponseAction(kind, Duration.ZERO, new Trigger(2, Duration.ofMinutes(10)));
    }

    private static Classification acting(ResponseClass of, boolean permanent, String rule, ResponseAction action) {
        return new Classification(of, permanent, Blame.SOURCE, 0, "default", rule, Duration.ZERO, action);
    }

    @Override
    public Classification classify(ResponseClass known, int code) {
        return new Classification(known, code >= 500, Blame.SITE, 0, "default", "none");
    }
}
