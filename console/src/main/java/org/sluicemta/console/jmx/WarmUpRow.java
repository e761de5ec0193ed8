package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.WarmUpOperations;
import org.sluicemta.egress.SiteId;

/**
 * A source's warm-up, as shown to operators.
 *
 * @param site that it is for, or null for all that the source sends
 * @param from its first day, ISO 8601
 * @param day of the plan, from 1 on, after holds; 0 before it begins
 * @param days of the plan
 * @param today messages allowed in 24 hours, or null without a limit
 * @param tomorrow the same for tomorrow, as far as is known
 * @param sent messages that have left from the source since midnight UTC, within the guard's window
 * @param hardBouncePercent of those
 * @param complaintPercent of those
 * @param holds such as {@code 2026-12-03: repeated, because hard bounces are 2.50 %, over 2.0 %}
 */
public record WarmUpRow(
        String source,
        String pool,
        @Nullable String site,
        String plan,
        String from,
        long day,
        int days,
        @Nullable Long today,
        @Nullable Long tomorrow,
        long sent,
        double hardBouncePercent,
        double complaintPercent,
        List<String> holds) {
    public WarmUpRow {
        holds = List.copyOf(holds);
    }

    static WarmUpRow of(WarmUpOperations.State state) {
        SiteId site = state.plan().site();
        return new WarmUpRow(
                state.source().source().id().value(),
                state.source().pool().value(),
                site == null ? null : site.value(),
                state.plan().plan().name(),
                state.plan().from().toString(),
                state.present().dayOf(state.today()),
                state.plan().plan().days().size(),
                state.allowed(state.today()),
                state.allowed(state.today().plusDays(1)),
                state.figures().sent(),
                state.figures().hardBouncePercent(),
                state.figures().complaintPercent(),
                state.holds().stream()
                        .map(hold -> hold.day() + ": " + (hold.days() == 1 ? "repeated" : "stepped back") + ", because "
                                + hold.why())
                        .toList());
    }
}
