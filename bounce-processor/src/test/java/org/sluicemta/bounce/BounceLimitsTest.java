package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BounceLimitsTest {

    @Test
    void boundsAMessageByDefault() {
        assertThat(BounceLimits.defaults()).isEqualTo(new BounceLimits(2 << 20, 200, 12, 500, 256 << 10, 1_000));
    }

    @Test
    void refusesALimitOfNothing() {
        assertThatThrownBy(() -> new BounceLimits(0, 1, 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxBytes must be at least 1, got 0");
        assertThatThrownBy(() -> new BounceLimits(1, 1, 1, 1, 1, -1)).hasMessageContaining("maxRecipients");
    }
}
