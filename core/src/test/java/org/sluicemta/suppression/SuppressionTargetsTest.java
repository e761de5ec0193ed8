package org.sluicemta.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionTargetsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "Ann.B@Example.ORG, ann.b@example.org",
                "'\"ann.b\"@example.org', ann.b@example.org",
                "'\"ann b\"@example.org', '\"ann b\"@example.org'",
                "'\".ann\"@example.org', '\".ann\"@example.org'",
                "ÄNNE@BÜCHER.example, änne@xn--bcher-kva.example",
                "ann@XN--BCHER-KVA.example, ann@xn--bcher-kva.example",
                "ann@[192.0.2.1], ann@[192.0.2.1]",
                "Example.ORG., example.org",
                "user+tag@example.org, user+tag@example.org"
            })
    void bringsWritingsOfOneMailboxTogether(String written, String form) {
        assertThat(new SuppressionTargets(false).parse(written)).isEqualTo(form);
        assertThat(new SuppressionTargets(false).parse(form)).isEqualTo(form);
    }

    @Test
    void foldsSubAddressesWhereAsked() {
        SuppressionTargets folding = new SuppressionTargets(true);
        assertThat(folding.parse("User+Tag+more@example.org")).isEqualTo("user@example.org");
        assertThat(folding.parse("+tag@example.org")).isEqualTo("+tag@example.org");
    }
}
