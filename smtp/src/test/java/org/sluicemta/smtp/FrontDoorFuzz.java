package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Drives the whole protocol machine over a channel in memory, from every state that its input leads to. Whatever comes
 * in: no exception, every reply well formed, nothing accepted without its sender and recipient, nothing kept.
 */
class FrontDoorFuzz {
    private static final Pattern REPLY = Pattern.compile("[2-5]\\d\\d[ -][^\\r\\n]*");

    private final MachineFixture machine = fixture();

    @FuzzTest
    void answersWhateverComes(byte[] input) {
        drive(input, input.length == 0 ? 1 : (input[0] & 0x3F) + 1);
    }

    @Test
    void answersTalksThatWentWrongBefore() {
        for (String talk : List.of(
                "EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n.\r\n.\r\n",
                "EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<c@d.example>\r\nBDAT 0\r\nBDAT 0 LAST\r\nDATA\r\n",
                "EHLO a\r\nBDAT 99999999999999999999\r\n",
                "EHLO a\r\nBDAT 5 LAST LAST\r\nabcde",
                "EHLO a\r\nAUTH SCRAM-SHA-256 biwsbj1hLHI9YQ==\r\nYz1iaXdz\r\n",
                "EHLO a\r\nAUTH SCRAM-SHA-1 bixhPWEsbj1hLHI9YQ==\r\n\r\n",
                "EHLO a\r\nAUTH CRAM-MD5\r\nYSBi\r\nAUTH CRAM-MD5 YQ==\r\n",
                // n,,^Aauth=Bearer a.b.c^A^A and user=^A^A
                "EHLO a\r\nAUTH OAUTHBEARER biwsAWF1dGg9QmVhcmVyIGEuYi5jAQE=\r\nAQ==\r\n",
                "EHLO a\r\nAUTH XOAUTH2 dXNlcj0BAQ==\r\n\r\nAUTH EXTERNAL =\r\n",
                "EHLO a\r\n"
                        + "XCLIENT ADDR=IPV6:::1 NAME=+41 LOGIN=acme-app\r\n"
                        + "MAIL FROM:<a@acme.example>\r\n"
                        + "XCLIENT HELO=b\r\n",
                "EHLO a\r\nAUTH OAUTHBEARER " + "YT0B".repeat(2900) + "\r\nXCLIENT NAME=" + "+41".repeat(3900) + "\r\n",
                "MAIL FROM:<\"\\\">\r\nRCPT TO:<@:>\r\n\r\n\n\r",
                "EHLO a\r\nSTARTTLS\r\n\u0016\u0003\u0001")) {
            for (int cut : new int[] {1, 3, 1000}) {
                drive(talk.getBytes(ISO_8859_1), cut);
            }
        }
    }

    private void drive(byte[] input, int pieces) {
        EmbeddedChannel channel = machine.channel();
        for (int from = 0; from < input.length && channel.isOpen(); from += pieces) {
            int length = Math.min(pieces, input.length - from);
            channel.writeInbound(Unpooled.copiedBuffer(input, from, length));
            channel.runPendingTasks();
        }
        String talk = replies(channel);
        for (String line : talk.split("\r\n")) {
            assertThat(line).matches(REPLY);
        }
        channel.finishAndReleaseAll();
        channel.checkException();
        assertThat(machine.memoryInUse()).isZero();
    }

    private static MachineFixture fixture() {
        try {
            return new MachineFixture();
        } catch (Exception e) {
            throw new IllegalStateException("the machine cannot be set up", e);
        }
    }

    private static String replies(EmbeddedChannel channel) {
        StringBuilder talk = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            talk.append(out.toString(ISO_8859_1));
            out.release();
        }
        return talk.toString();
    }
}
