package org.sluicemta.egress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How many messages a new source may send on each day while receivers get to know it (checklist W1). When the plan is
 * over, the source has no such limit.
 *
 * @param days messages of the first day, the second, …; at least one, each at least 1
 * @param thresholds what holds it
 */
public record WarmUpPlan(String name, List<Long> days, WarmUpThresholds thresholds) {
    /** Plans that need not be written down, with the figures that senders commonly use. */
    public static final Map<String, WarmUpPlan> STOCK = Map.of(
            "eight-weeks",
            new Days()
                    .each(3, 500)
                    .each(4, 2_000)
                    .each(3, 10_000)
                    .each(3, 25_000)
                    .each(4, 75_000)
                    .each(4, 150_000)
                    .each(7, 300_000)
                    .each(7, 600_000)
                    .each(21, 1_000_000)
                    .plan("eight-weeks"),
            "four-weeks",
            new Days()
                    .each(7, 1_000)
                    .each(7, 10_000)
                    .each(7, 50_000)
                    .each(7, 200_000)
                    .plan("four-weeks"));

    /** With the usual thresholds. */
    public WarmUpPlan(String name, List<Long> days) {
        this(name, days, WarmUpThresholds.DEFAULTS);
    }

    public WarmUpPlan {
        days = List.copyOf(days);
        if (days.isEmpty() || days.stream().anyMatch(messages -> messages < 1 || messages > MessageCap.MOST)) {
            throw new IllegalArgumentException(
                    "each day of a warm-up plan has 1 to " + MessageCap.MOST + " messages, got " + days);
        }
    }

    private static final class Days {
        private final List<Long> days = new ArrayList<>();

        Days each(int count, long messages) {
            days.addAll(Collections.nCopies(count, messages));
            return this;
        }

        WarmUpPlan plan(String name) {
            return new WarmUpPlan(name, days);
        }
    }
}
