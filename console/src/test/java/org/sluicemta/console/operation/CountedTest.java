package org.sluicemta.console.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {
    @ParameterizedTest
    @CsvSource({
        "0, entry, 0 entries",
        "1, entry, 1 entry",
        "2, entry, 2 entries",
        "1, message, 1 message",
        "7, bad line, 7 bad lines",
        "2, day, 2 days"
    })
    void saysOneAndMany(long count, String one, String said) {
        assertThat(Counted.of(count, one)).isEqualTo(said);
    }
}
