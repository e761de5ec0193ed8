package org.sluicemta.testing.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 376, 377, 378, 379, 380, 4096, 100_000})
    void hasExactlyTheSizeAskedForAndWholeLines(int size) {
        byte[] message = Messages.ofSize("a@b", "c@d", size);
        assertThat(message).hasSize(size);
        assertThat(text(message)).endsWith("\r\n").doesNotContain("\r\r");
        assertThat(text(message).replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }

    @Test
    void refusesASizeBelowTheHeader() {
        assertThatThrownBy(() -> Messages.ofSize("a@b", "c@d", 20)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesOnePartPlainly() {
        assertThat(text(Messages.simple("a@b", "c@d", "hi", "one\ntwo")))
                .isEqualTo(
                        "From: a@b\r\nTo: c@d\r\nSubject: hi\r\nMIME-Version: 1.0\r\n"
                                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\none\r\ntwo\r\n");
    }

    @Test
    void writesTextAndHtmlAsAlternatives() {
        assertThat(text(Messages.multipart("a@b", "c@d", "hi", "t", "<p>t</p>")))
                .contains("multipart/alternative", "text/plain", "text/html", "--=_sluice_testing_boundary--\r\n");
    }

    @Test
    void keepsAwkwardContentAsItIs() {
        assertThat(text(Messages.dotLines("a@b", "c@d"))).contains("\r\n\r\n.\r\n..\r\n.leading\r\n");
        assertThat(text(Messages.longLine("a@b", "c@d", 9000))).contains("\r\n" + "x".repeat(9000) + "\r\n");
        assertThat(text(Messages.bareControls("a@b", "c@d"))).contains(" \r lone lf \n nul \0 ");
        assertThat(text(Messages.eightBit("a@b", "c@d"))).contains("8bit", "Grüße");
    }
}
