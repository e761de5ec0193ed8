package org.sluicemta.idn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.mail.DomainName;

class DomainNameTest {
    @Test
    void knowsOneNameInAllItsSpellings() {
        for (String spelling : List.of(
                "b\u00fccher.example",
                "B\u00dcCHER.Example",
                "bu\u0308cher.example",
                "xn--bcher-kva.example",
                "XN--BCHER-KVA.EXAMPLE.",
                "b\u00fccher\u3002example",
                "b\u00fccher.\uff45xample")) {
            assertThat(DomainName.comparable(spelling)).as(spelling).isEqualTo("xn--bcher-kva.example");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stra\u00dfe.example, xn--strae-oqa.example",
        "STRA\u1e9eE.example, xn--strae-oqa.example",
        "strasse.example, strasse.example",
        "\u03b2\u03cc\u03bb\u03bf\u03c2.example, xn--nxasmm1c.example",
        "\u03b2\u03cc\u03bb\u03bf\u03c3.example, xn--nxasmq6b.example",
        "a\u3002b\uff0ec\uff61example, a.b.c.example"
    })
    void knowsTheNamesOfIdna2008(String name, String labels) {
        assertThat(DomainName.ascii(name)).contains(labels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\uff0fb.example",
                "a\uff20b.example",
                "\u0300x.example",
                "\u202ea\u00fc.example",
                "\u05d0a.example",
                "\u00fc\u2028.example",
                "-\u00fc-.example",
                "xn--\u00fc.example"
            })
    void knowsWhatIsNoNameInIdna2008(String name) {
        assertThat(DomainName.ascii(name)).isEmpty();
    }

    @Test
    void leavesWhatIsNoNameAsItIs() {
        assertThat(DomainName.comparable("[IPv6:2001:DB8::1]")).isEqualTo("[ipv6:2001:db8::1]");
        assertThat(DomainName.comparable("\u00e9" + "x".repeat(80))).isEqualTo("\u00e9" + "x".repeat(80));
        assertThat(DomainName.comparable("")).isEmpty();
    }

    @Test
    void stepsUpLabelByLabel() {
        assertThat(DomainName.above("a.b.example")).isEqualTo("b.example");
        assertThat(DomainName.above("example")).isEmpty();
    }
}
