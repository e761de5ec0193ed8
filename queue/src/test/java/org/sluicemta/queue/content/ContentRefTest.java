package org.sluicemta.queue.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRefTest {
    @Test
    void isReadAsItIsWritten() {
        ContentRef ref = new ContentRef(0x193A7C2D1E0L, 67_108_856, 102_400, -1);
        assertThat(ref).hasToString("193a7c2d1e0.3fffff8.19000.ffffffff");
        assertThat(ContentRef.parse(ref.toString())).isEqualTo(ref);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "1.2.x.4", "1.-2.3.4", "1.2.3.100000000"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> ContentRef.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
