package org.sluicemta.smtp.reply;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.PlainText;
import org.sluicemta.outcome.SmtpReply;

/**
 * A reply to a client, RFC 5321 section 4.2.
 *
 * @param code 200 to 599
 * @param enhanced RFC 3463 code that each line starts with (RFC 2034 section 4), or null where none belongs (greeting,
 *     EHLO, 334, 354)
 * @param lines at least one, without codes
 * @param closing whether it ends the connection
 * @param delay how long it is delayed
 */
public record Reply(int code, @Nullable String enhanced, List<String> lines, boolean closing, Duration delay) {
    public Reply {
        lines = lines.stream().map(PlainText::of).toList();
    }

    /** Without delay. */
    public Reply(int code, @Nullable String enhanced, List<String> lines, boolean closing) {
        this(code, enhanced, lines, closing, Duration.ZERO);
    }

    public static Reply of(int code, String enhanced, String text) {
        return new Reply(code, enhanced, List.of(text), false);
    }

    /** Without an enhanced code. */
    public static Reply plain(int code, String text) {
        return new Reply(code, null, List.of(text), false);
    }

    /** The same reply, which then ends the connection. */
    public Reply andClose() {
        return new Reply(code, enhanced, lines, true, delay);
    }

    /** The same reply after a delay. No client input is processed during the delay. */
    public Reply after(Duration time) {
        return new Reply(code, enhanced, lines, closing, time);
    }

    public boolean isPositive() {
        return code < 400;
    }

    /** Appends the reply in wire format. */
    public void writeTo(ByteBuf out) {
        for (int i = 0; i < lines.size(); i++) {
            StringBuilder line = new StringBuilder(80);
            line.append(code).append(i == lines.size() - 1 ? ' ' : '-');
            if (enhanced != null) {
                line.append(enhanced).append(' ');
            }
            line.append(lines.get(i)).append("\r\n");
            out.writeCharSequence(line, StandardCharsets.UTF_8);
        }
    }

    /** For an event. */
    public SmtpReply asEvidence() {
        return new SmtpReply(code, enhanced, lines, null);
    }
}
