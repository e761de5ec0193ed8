package org.sluicemta.conf.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.egress.TlsPolicy;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "4 days, Write 4d",
        "30 seconds, Write 30s",
        "2 hours 30 minutes, Write 2h30m",
        "5M, Write 5m",
        "soon, For example: 500ms",
    })
    void namesTheTimeThatWasMeant(String written, String hint) {
        assertThat(Suggestion.of(ValueTypes.DURATION_TIME, written)).isEqualTo(hint);
    }

    @ParameterizedTest
    @CsvSource({"20MB, Write 20MiB", "20 m, Write 20MiB", "1gib, Write 1GiB", "much, For example: 65536"})
    void namesTheSizeThatWasMeant(String written, String hint) {
        assertThat(Suggestion.of(ValueTypes.SIZE_BYTES, written)).isEqualTo(hint);
    }

    @Test
    void namesTheWordThatWasMeant() {
        assertThat(Suggestion.of(ValueTypes.BOOLEAN, "yes")).isEqualTo("Write true");
        assertThat(Suggestion.of(ValueTypes.BOOLEAN, "Off")).isEqualTo("Write false");
        assertThat(Suggestion.of(ValueTypes.oneOf(TlsPolicy.class), "oportunistic"))
                .isEqualTo("Write opportunistic");
        assertThat(Suggestion.of(ValueTypes.DOMAIN, "https://mail.example.org/"))
                .isEqualTo("Write mail.example.org");
        assertThat(Suggestion.of(ValueTypes.NAME, "Big Pool")).isEqualTo("Write big-pool");
        assertThat(Suggestion.of(ValueTypes.integer(1, 9), "10")).isEmpty();
    }
}
