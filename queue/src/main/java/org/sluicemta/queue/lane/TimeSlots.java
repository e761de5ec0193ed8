package org.sluicemta.queue.lane;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.queue.broker.QueueNames;

/**
 * The queues in which mail waits until a given time: {@code later.20261122T174500Z} is drained at 17:45. Slots of the
 * next hour are as narrow as the plan says and end on or after the wanted time, so nothing is early and nothing is late
 * by more than one width. Later slots are wider and end before the wanted time. When such a slot is due, mail that
 * isn't due yet moves to a narrow one. So millions of messages are spread over a few hundred queues.
 */
public final class TimeSlots {
    private static final Duration NEAR = Duration.ofHours(1);
    private static final int WIDER = 15;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final EgressPlans plans;
    private final InstantSource clock;

    @Inject
    public TimeSlots(EgressPlans plans, InstantSource clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /** The queue for mail that is due at that time. */
    public String queueFor(Instant wanted) {
        long width = Math.max(1, plans.current().slotWidth().toSeconds());
        boolean near = wanted.isBefore(clock.instant().plus(NEAR));
        long second = near ? up(wanted, width) : down(wanted, width * WIDER);
        return QueueNames.LATER + NAME.format(Instant.ofEpochSecond(second));
    }

    /** When a slot is due; empty if the queue isn't a slot. */
    public static Optional<Instant> due(String queue) {
        if (!queue.startsWith(QueueNames.LATER)) {
            return Optional.empty();
        }
        try {
            return Optional.of(NAME.parse(queue.substring(QueueNames.LATER.length()), Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // the re-lane queue has no time slot
        }
    }

    private static long up(Instant time, long width) {
        long second = time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0);
        return Math.ceilDiv(second, width) * width;
    }

    private static long down(Instant time, long width) {
        return Math.floorDiv(time.getEpochSecond(), width) * width;
    }
}
