package org.sluicemta.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderTextTest {
    @Test
    void decodesUtf8AndLeavesWhatIsNone() {
        String octets = new String("a@b\u00fccher.test".getBytes(UTF_8), ISO_8859_1);
        assertThat(HeaderText.decode(octets)).isEqualTo("a@b\u00fccher.test");
        assertThat(HeaderText.encode("a@b\u00fccher.test")).isEqualTo(octets);
        assertThat(HeaderText.decode("M\u00fcller")).isEqualTo("M\u00fcller");
        assertThat(HeaderText.decode("plain")).isEqualTo("plain");
        assertThat(HeaderText.decode("\u4f8b")).isEqualTo("\u4f8b");
    }
}
