package org.sluicemta.delivery.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.settings.GuardSettings;

class GuardPolicyTest {
    private final GuardPolicy policy = new GuardPolicy(GuardSettings.DEFAULTS);

    @Test
    void holdsAboveFivePercentOfHardBouncesWithTheFiguresAsReason() {
        assertThat(policy.judge("stream marketing", new RateCounts(980, 40, 15, 0), 0))
                .hasValue("hard bounces of stream marketing are 5.39 %, over 5.00 % (55 of 1020 messages)");
    }

    @Test
    void holdsAboveThreePerMilleOfComplaints() {
        assertThat(policy.judge("all streams", new RateCounts(2_000, 0, 0, 10), 3))
                .hasValue("complaints of all streams are 0.50 %, over 0.30 % (10 of 2000 messages)");
    }

    @Test
    void concludesNothingFromComplaintsThatOnePersonCouldMake() {
        assertThat(policy.judge("all streams", new RateCounts(1_000, 0, 0, 9), 3))
                .isEmpty();
        assertThat(policy.judge("all streams", new RateCounts(1_000, 0, 0, 900), 2))
                .isEmpty();
    }

    @Test
    void holdsNothingAtTheLimitsThemselves() {
        assertThat(policy.judge("all streams", new RateCounts(10_000, 0, 0, 30), 3))
                .isEmpty();
    }

    @Test
    void concludesNothingFromFewMessages() {
        assertThat(policy.judge("all streams", new RateCounts(500, 499, 0, 500), 3))
                .isEmpty();
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> new GuardSettings(Set.of(), Duration.ofSeconds(1), 5, 1, 1))
                .hasMessageContaining("1m to 30d");
        assertThatThrownBy(() -> new GuardSettings(Set.of(), Duration.ofDays(1), 101, 1, 1))
                .hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> new GuardSettings(Set.of(), Duration.ofDays(1), 5, 1, 0))
                .hasMessageContaining("at least 1");
    }
}
