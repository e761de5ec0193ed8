package org.sluicemta.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void replacesWhatSteersATerminalOrEndsALine() {
        assertThat(PlainText.of("a\u001b[31mb\r\nc\u0000d\u009be")).isEqualTo("a?[31mb??c?d?e");
        assertThat(PlainText.of("x\u202egro.\u2066y\ufeffz\u2028")).isEqualTo("x?gro.?y?z?");
        assertThat(PlainText.of("\ud800")).isEqualTo("?");
    }

    @Test
    void leavesEverythingElse() {
        String words = "Gr\u00fc\u00dfe \ud83d\ude00 <a@b.example> 5.7.1";
        assertThat(PlainText.of(words)).isSameAs(words);
    }
}
