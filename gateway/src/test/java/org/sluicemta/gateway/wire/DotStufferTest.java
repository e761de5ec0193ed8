package org.sluicemta.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStufferTest {
    @ParameterizedTest
    @CsvSource({
        "a, a~.~",
        "a~, a~.~",
        "., ..~.~",
        ".~, ..~.~",
        "a~.~b~, a~..~b~.~",
        "a~..b, a~...b~.~",
        "a.b~, a.b~.~",
        "'', .~",
        "~, ~.~",
    })
    void doublesDotsAndEndsContent(String content, String expected) {
        for (int piece = 1; piece <= 3; piece++) {
            assertThat(stuffed(content.replace("~", "\r\n"), piece)).isEqualTo(expected.replace("~", "\r\n"));
        }
    }

    private static String stuffed(String content, int piece) {
        byte[] octets = content.getBytes(StandardCharsets.US_ASCII);
        DotStuffer stuffer = new DotStuffer();
        ByteBuf out = Unpooled.buffer();
        for (int at = 0; at < octets.length; at += piece) {
            stuffer.stuff(octets, at, Math.min(piece, octets.length - at), out);
        }
        stuffer.finish(out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
