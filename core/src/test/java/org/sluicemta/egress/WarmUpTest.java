package org.sluicemta.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);

    private static WarmUp stock(String name) {
        return new WarmUp(Objects.requireNonNull(WarmUpPlan.STOCK.get(name)), FIRST);
    }

    private static long daily(WarmUp warmUp, int day) {
        return warmUp.caps(FIRST.plusDays(day - 1L)).getLast().messages();
    }

    @Test
    void eightWeeksLeadToAMillionADay() {
        WarmUp eight = stock("eight-weeks");

        assertThat(List.of(1, 4, 8, 11, 14, 18, 22, 29, 36, 56))
                .extracting(day -> daily(eight, day))
                .containsExactly(
                        500L, 2_000L, 10_000L, 25_000L, 75_000L, 150_000L, 300_000L, 600_000L, 1_000_000L, 1_000_000L);
        assertThat(eight.isOver(FIRST.plusDays(55))).isFalse();
        assertThat(eight.isOver(FIRST.plusDays(56))).isTrue();
        assertThat(eight.caps(FIRST.plusDays(56))).isEmpty();
    }

    @Test
    void fourWeeksRiseWeekByWeek() {
        assertThat(List.of(1, 7, 8, 15, 22, 28))
                .extracting(day -> daily(stock("four-weeks"), day))
                .containsExactly(1_000L, 1_000L, 10_000L, 50_000L, 200_000L, 200_000L);
    }

    @Test
    void aDayIsSpreadOverItsHoursAndTheFirstCountsBeforeItBegins() {
        assertThat(stock("eight-weeks").caps(FIRST.minusDays(10)))
                .containsExactly(new MessageCap(42, Duration.ofHours(1)), new MessageCap(500, Duration.ofDays(1)));
    }

    @Test
    void aHoldRepeatsItsDayAndAWorseOneStepsBack() {
        WarmUp warmUp = new WarmUp(new WarmUpPlan("test", List.of(10L, 20L, 30L, 40L)), FIRST);
        SourceId source = new SourceId("mkt-1");
        WarmUpHold repeated = new WarmUpHold(source, FIRST.plusDays(1), WarmUpHold.REPEAT, "bounces");
        WarmUpHold back = new WarmUpHold(source, FIRST.plusDays(3), WarmUpHold.STEP_BACK, "complaints");
        WarmUpHold before = new WarmUpHold(source, FIRST.minusDays(3), WarmUpHold.STEP_BACK, "of an earlier plan");
        List<WarmUpHold> holds = List.of(before, repeated, back);

        assertThat(List.of(1, 2, 3, 4, 5, 6, 7))
                .extracting(day -> daily(warmUp.heldBy(holds, FIRST.plusDays(day - 1L)), day))
                .containsExactly(10L, 20L, 20L, 30L, 20L, 30L, 40L);
        assertThat(warmUp.heldBy(holds, FIRST.plusDays(7)).isOver(FIRST.plusDays(7)))
                .isTrue();
        assertThat(warmUp.heldBy(holds, FIRST.plusDays(6)).dayOf(FIRST.plusDays(6)))
                .isEqualTo(4);
        assertThat(warmUp.dayOf(FIRST.minusDays(1))).isZero();
    }

    @Test
    void aDayWithoutMessagesIsRefused() {
        assertThatThrownBy(() -> new WarmUpPlan("gap", List.of(500L, 0L, 500L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[500, 0, 500]");
    }
}
