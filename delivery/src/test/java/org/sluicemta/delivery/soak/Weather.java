package org.sluicemta.delivery.soak;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.sluicemta.delivery.Answers;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.SmtpReply;

/** How remote servers answer, by the hour: some are well, some defer for hours, some are down, one is down for good. */
final class Weather {
    static final String ALWAYS_DOWN = "dead.test";
    private static final List<String> DOMAINS =
            List.of("gmail.test", "one.test", "two.test", "three.test", "four.test", ALWAYS_DOWN);
    private static final SmtpReply NO_CONNECTION = new SmtpReply(451, "4.4.1", "Cannot connect");

    private final InstantSource clock;
    private final long seed;
    private volatile boolean fair;

    Weather(InstantSource clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    static String domain(SplittableRandom random) {
        return DOMAINS.get(random.nextInt(DOMAINS.size()));
    }

    /** From now on everybody is well. */
    void clear() {
        fair = true;
    }

    /** A draw that stays the same for an hour. */
    private SplittableRandom ofTheHour(String whose) {
        long hour = clock.instant().getEpochSecond() / Duration.ofHours(1).toSeconds();
        return new SplittableRandom(seed ^ hour * 31 ^ whose.hashCode());
    }

    Optional<SuspendedDomain> down(String domain) {
        boolean down = domain.equals(ALWAYS_DOWN)
                || !domain.equals("gmail.test") && ofTheHour(domain).nextInt(5) == 0;
        return down && !fair
                ? Optional.of(new SuspendedDomain(clock.instant().plus(Duration.ofMinutes(5)), NO_CONNECTION))
                : Optional.empty();
    }

    DeliveryOutcome answer(EnvelopeRecipient recipient) {
        if (fair) {
            return Answers.delivered();
        }
        int draw = ofTheHour(recipient.address().toString()).nextInt(10);
        if (draw < 4) {
            return Answers.delivered();
        }
        return draw < 9 ? Answers.deferred() : Answers.bounced();
    }
}
