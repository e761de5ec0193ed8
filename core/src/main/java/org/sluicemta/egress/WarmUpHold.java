package org.sluicemta.egress;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a source that is being warmed up did badly, so its plan doesn't go on as if it had done well.
 *
 * @param site of the warm-up that is held; null for that of all that the source sends
 * @param day in UTC
 * @param days how many days later everything after it comes: 1 repeats the day, 2 steps back to the day before
 * @param why for operators
 */
public record WarmUpHold(SourceId source, @Nullable SiteId site, LocalDate day, int days, String why) {
    public static final int REPEAT = 1;
    public static final int STEP_BACK = 2;

    /** Of the warm-up of all that a source sends. */
    public WarmUpHold(SourceId source, LocalDate day, int days, String why) {
        this(source, null, day, days, why);
    }

    public WarmUpHold {
        if (days < REPEAT || days > STEP_BACK) {
            throw new IllegalArgumentException("a hold is 1 or 2 days, got " + days);
        }
    }

    /** Those of one source. */
    public static List<WarmUpHold> of(SourceId source, List<WarmUpHold> holds) {
        return holds.stream().filter(hold -> hold.source().equals(source)).toList();
    }
}
