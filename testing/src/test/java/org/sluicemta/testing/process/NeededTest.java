package org.sluicemta.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NeededTest {
    @Test
    void skipsAtHome() {
        assertThat(Needed.isThere(false, "no swaks", false)).isFalse();
        assertThat(Needed.isThere(true, "no swaks", false)).isTrue();
    }

    @Test
    void failsWhereNothingMayBeSkipped() {
        assertThat(Needed.isThere(true, "no swaks", true)).isTrue();
        assertThatThrownBy(() -> Needed.isThere(false, "no swaks", true))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no swaks; tests must not be skipped here, because SLUICE_TESTS_SKIP_NOTHING=1");
    }
}
