package org.sluicemta.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.outcome.SmtpReply;

class ReplyDecoderTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new ReplyDecoder());

    private static SmtpReply lines(int code, @Nullable String status, String... lines) {
        return new SmtpReply(code, status, List.of(lines), null);
    }

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
    void keepsLines() {
        assertThat(read("550-5.7.1 Blocked,\r\n550-5.7.1 see\r\n550 5.7.1 https://example.org\r\n"))
                .isEqualTo(lines(550, "5.7.1", "Blocked,", "see", "https://example.org"));
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
            strings = {
                "hello\r\n",
                "999 x\r\n",
                "100 x\r\n",
                "000\r\n",
                "25x\r\n",
                "2500 x\r\n",
                "\r\n",
                " 250 x\r\n",
                "+OK\r\n",
                "250-a\r\n999 b\r\n"
            })
    void refusesWhatIsNoReply(String octets) {
        assertThatThrownBy(() -> read(octets))
                .isInstanceOf(DecoderException.class)
                .hasCauseInstanceOf(WireException.class);
    }

    /** What servers write, and what it comes to. */
    static Stream<Arguments> oddReplies() {
        return Stream.of(
                Arguments.of("250-2.0.0 a\r\n251 2.1.5 b\r\n", lines(251, "2.1.5", "2.0.0 a", "b")),
                Arguments.of("250-a\r\n550 b\r\n", lines(550, null, "a", "b")),
                Arguments.of("550-5.1.1 a\r\n250 b\r\n", lines(250, null, "5.1.1 a", "b")),
                Arguments.of("550-5.1.1 a\r\n554 5.7.1 b\r\n", lines(554, "5.7.1", "5.1.1 a", "b")),
                Arguments.of("550-5.1.1 a\r\n550 b\r\n", lines(550, "5.1.1", "a", "b")),
                Arguments.of("999-a\r\n250 b\r\n", lines(250, null, "a", "b")),
                Arguments.of("250-a\r\nand more\r\n\r\n250 b\r\n", lines(250, null, "a", "and more", "b")),
                Arguments.of("250-a\r\n2500\r\n250 b\r\n", lines(250, null, "a", "2500", "b")),
                Arguments.of("250+ok\r\n", new SmtpReply(250, null, "ok")),
                Arguments.of("250\tok\r\n", new SmtpReply(250, null, "ok")),
                Arguments.of("550:5.1.1 gone\r\n", new SmtpReply(550, "5.1.1", "gone")),
                Arguments.of("250ok\r\n", new SmtpReply(250, null, "ok")),
                Arguments.of("250 \r\n", new SmtpReply(250, null, "")),
                Arguments.of("250-\r\n250\r\n", new SmtpReply(250, null, "")),
                Arguments.of("250 ok\r\r\n", new SmtpReply(250, null, "ok")));
    }

    @ParameterizedTest
    @MethodSource("oddReplies")
    void takesTheCodeForWhatAServerMeans(String octets, SmtpReply reply) {
        assertThat(read(octets)).isEqualTo(reply);
        assertThat(read("250 next\r\n")).isEqualTo(new SmtpReply(250, null, "next"));
    }

    @Test
    void cutsLongLinesInOnePieceOrMany() {
        String line = "250 " + "x".repeat(9000) + "\r\n";
        SmtpReply cut = new SmtpReply(250, null, "x".repeat(4092));

        assertThat(read(line)).isEqualTo(cut);
        assertThat(read(line.substring(0, 5000))).isNull();
        assertThat(read(line.substring(5000, 8000))).isNull();
        assertThat(read(line.substring(8000))).isEqualTo(cut);
        assertThat(read("550 next\r\n")).isEqualTo(new SmtpReply(550, null, "next"));
    }

    @Test
    void cutsReplyOfManyLines() {
        assertThat(read("250-x\r\n".repeat(1000))).isNull();
        assertThat(read("550 no\r\n"))
                .satisfies(reply -> assertThat(reply.code()).isEqualTo(550));
    }

    @Test
    void refusesEndlessReply() {
        assertThatThrownBy(() -> read("250-x\r\n".repeat(100_000))).hasCauseInstanceOf(WireException.class);
    }

    @Test
    void refusesEndlessLine() {
        assertThat(read("250 " + "x".repeat(100_000))).isNull();
        assertThatThrownBy(() -> read("x".repeat(200_000))).hasCauseInstanceOf(WireException.class);
    }
}
