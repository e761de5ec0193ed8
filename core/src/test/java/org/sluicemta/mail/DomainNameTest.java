package org.sluicemta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
