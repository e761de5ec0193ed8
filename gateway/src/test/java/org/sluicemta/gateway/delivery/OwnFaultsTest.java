package org.sluicemta.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.wire.WireException;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseTable;

/** What this server found has its class from the code that found it; its words, which quote others', are never looked at. */
class OwnFaultsTest {
    private static final String MISLEADING = "no answer: 550 5.1.1 user unknown, mailbox full, host not found";

    /** Takes no answer to read. */
    private static final ResponseTable BY_CLASS_ALONE = new ResponseTable() {
        @Override
        public Classification classify(Answer answer) {
            throw new AssertionError("read as a server's words: " + answer);
        }

        @Override
        public Classification classify(ResponseClass known, int code) {
            return new Classification(known, code >= 500, Blame.SITE, 0, "default", "none");
        }
    };

    private final Outcomes outcomes = new Outcomes(BY_CLASS_ALONE, SiteId.OTHER, Instant.EPOCH);

    @ParameterizedTest
    @EnumSource
    void aFaultFoundHereKeepsItsClass(ResponseClass found) {
        for (Phase phase : Phase.values()) {
            Fault fault = Fault.own(phase, found, 451, "4.1.1", MISLEADING);
            assertThat(meaning(outcomes.of(fault, Duration.ZERO)).responseClass())
                    .isEqualTo(found);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenConnectionHasAClassOfItsOwn(WireException.Kind kind) {
        WireException broken = new WireException(kind, MISLEADING);

        assertThat(broken.reply().isOwn()).isTrue();
        assertThat(broken.reply().foundHere()).isNotIn(ResponseClass.UNKNOWN_RECIPIENT, ResponseClass.MAILBOX_FULL);
    }

    private static Classification meaning(DeliveryOutcome outcome) {
        return switch (outcome) {
            case DeliveryOutcome.Deferred deferred -> deferred.classification();
            case DeliveryOutcome.Bounced bounced -> bounced.classification();
            default -> throw new AssertionError("neither deferred nor bounced: " + outcome);
        };
    }
}
