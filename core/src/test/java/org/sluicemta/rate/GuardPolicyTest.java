package org.sluicemta.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluicemta.settings.GuardSettings;

class GuardPolicyTest {
    private final GuardPolicy policy = new GuardPolicy(GuardSettings.DEFAULT);

    @Test
    void holdsAboveFivePercentOfHardBouncesWithTheFiguresAsReason() {
        assertThat(policy.judge("stream marketing", new RateCounts(980, 40, 15, 0)))
                .hasValue("hard bounces of stream marketing are 5.39 %, over 5.00 % (55 of 1020 messages)");
    }

    @Test
    void holdsAboveThreePerMilleOfComplaints() {
        assertThat(policy.judge("all streams", new RateCounts(1_000, 0, 0, 4)))
                .hasValue("complaints of all streams are 0.40 %, over 0.30 % (4 of 1000 messages)");
    }

    @Test
    void holdsNothingAtTheLimitsThemselves() {
        assertThat(policy.judge("all streams", new RateCounts(1_900, 100, 0, 5)))
                .isEmpty();
    }

    @Test
    void concludesNothingFromFewMessages() {
        assertThat(policy.judge("all streams", new RateCounts(500, 499, 0, 500)))
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
