package org.sluicemta.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.delivery.SmtpReply;

class ReplyDecoderTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new ReplyDecoder());

    private @Nullable SmtpReply read(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.UTF_8));
        ServerReply reply = channel.readInbound();
        return reply == null ? null : reply.toSmtpReply();
    }

    @Test
    void readsEnhancedStatus() {
        assertThat(read("550 5.1.1 No such user\r\n")).isEqualTo(new SmtpReply(550, "5.1.1", "No such user"));
    }

    @Test
    void joinsLines() {
        assertThat(read("550-5.7.1 Blocked,\r\n550-5.7.1 see\r\n550 5.7.1 https://example.org\r\n"))
                .isEqualTo(new SmtpReply(550, "5.7.1", "Blocked, see https://example.org"));
    }

    @Test
    void takesNoEnhancedStatusOfAnotherClass() {
        assertThat(read("450 5.1.1 odd\r\n")).isEqualTo(new SmtpReply(450, null, "5.1.1 odd"));
    }

    @Test
    void readsCodeAlone() {
        assertThat(read("250\r\n")).isEqualTo(new SmtpReply(250, null, ""));
    }

    @Test
    void readsBareLineFeedAndPieces() {
        assertThat(read("25")).isNull();
        assertThat(read("0 o")).isNull();
        assertThat(read("k\n")).isEqualTo(new SmtpReply(250, null, "ok"));
    }

    @Test
    void replacesControlCharacters() {
        assertThat(read("550 a\u0007b\r\n")).isEqualTo(new SmtpReply(550, null, "a b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello\r\n", "999 x\r\n", "100 x\r\n", "25x\r\n", "250+x\r\n", "\r\n", "250-a\r\n251 b\r\n"})
    void refusesWhatIsNoReply(String octets) {
        assertThatThrownBy(() -> read(octets))
                .isInstanceOf(DecoderException.class)
                .hasCauseInstanceOf(WireException.class);
    }

    @Test
    void refusesEndlessLine() {
        assertThatThrownBy(() -> read("250 " + "x".repeat(5000))).hasCauseInstanceOf(WireException.class);
    }

    @Test
    void refusesEndlessReply() {
        assertThatThrownBy(() -> read("250-x\r\n".repeat(200))).hasCauseInstanceOf(WireException.class);
    }
}
