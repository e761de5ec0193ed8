package org.sluicemta.smtp.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.sluicemta.smtp.frame.CommandLines.Cut;

class CommandLinesTest {
    private final CommandLines lines = new CommandLines(16);

    @Test
    void cutsAtCrlf() {
        ByteBuf in = buffer("NOOP\r\nQUIT\r\nRS");
        assertThat(lines.next(in)).isEqualTo(new Cut.Line("NOOP"));
        assertThat(lines.next(in)).isEqualTo(new Cut.Line("QUIT"));
        assertThat(lines.next(in)).isNull();
        assertThat(in.toString(ISO_8859_1)).isEqualTo("RS");
    }

    @Test
    void reportsALoneLineFeedAndControlCharacters() {
        assertThat(new CommandLines(100).next(buffer("NOOP\n"))).isEqualTo(new Cut.Malformed());
        assertThat(lines.next(buffer("NO\rOP\r\n"))).isEqualTo(new Cut.Malformed());
        assertThat(lines.next(buffer("NO\0OP\r\n"))).isEqualTo(new Cut.Malformed());
    }

    /** Else whoever sees other line ends than we do can be made to pass a command on that he took for an argument. */
    @Test
    void takesNothingBehindALoneLineFeedForACommand() {
        ByteBuf in = buffer("NOOP x\nMAIL FROM:<a@x.example>\n\nRCPT\r");
        assertThat(lines.next(in)).isEqualTo(new Cut.Malformed());
        assertThat(lines.next(in)).isNull();
        assertThat(in.isReadable()).isFalse();
        in = buffer("\nQUIT\r\n");
        assertThat(lines.next(in)).isEqualTo(new Cut.Line("QUIT"));
        assertThat(lines.next(buffer("\n"))).isEqualTo(new Cut.Malformed());
        assertThat(lines.next(buffer("x\r\nRSET\r\n"))).isEqualTo(new Cut.Line("RSET"));
    }

    @Test
    void readsUtf8() {
        assertThat(lines.next(Unpooled.copiedBuffer("ü\r\n", java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(new Cut.Line("ü"));
        assertThat(lines.next(buffer("EHLO \u00ff\r\n"))).isEqualTo(new Cut.Line("EHLO \ufffd"));
    }

    @Test
    void keepsNothingOfALineThatIsTooLong() {
        for (int i = 0; i < 100; i++) {
            ByteBuf in = buffer("x".repeat(1000));
            assertThat(lines.next(in)).isNull();
            assertThat(in.isReadable()).isFalse();
        }
        ByteBuf in = buffer("x\r\nNOOP\r\n");
        assertThat(lines.next(in)).isEqualTo(new Cut.TooLong());
        assertThat(lines.next(in)).isEqualTo(new Cut.Line("NOOP"));
    }

    private static ByteBuf buffer(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }
}
