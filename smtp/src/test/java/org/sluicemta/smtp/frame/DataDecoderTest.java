package org.sluicemta.smtp.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.listener.BareLineEnds;

class DataDecoderTest {
    private static final String END = "\r\n.\r\n";

    private record Decoded(boolean ended, String text, String rest, boolean faulty) {}

    @Test
    void takesStuffedDotsAway() {
        assertThat(whole("..a\r\n.b\r\n...\r\nc.d\r\n.\r\n"))
                .isEqualTo(new Decoded(true, ".a\r\nb\r\n..\r\nc.d\r\n", "", false));
    }

    @Test
    void endsAtOnceWhenThereIsNoContent() {
        assertThat(whole(".\r\n")).isEqualTo(new Decoded(true, "", "", false));
    }

    @Test
    void leavesWhatFollowsTheEnd() {
        assertThat(whole("a" + END + "NOOP\r\n")).isEqualTo(new Decoded(true, "a\r\n", "NOOP\r\n", false));
    }

    @Test
    void keepsLinesOfAnyLength() {
        String line = "x".repeat(100_000);
        assertThat(whole(line + END).text()).isEqualTo(line + "\r\n");
    }

    @Test
    void readsTheSameHoweverTheInputIsCut() {
        String input = "Subject: x\r\n\r\n..\r\n.\r\r\n.\rx\r\n\r\n.a\r\n.\n\r\n" + END + "QUIT\r\n";
        Decoded expected = whole(input);
        for (int i = 1; i < input.length(); i++) {
            assertThat(decode(input.substring(0, i), input.substring(i))).isEqualTo(expected);
        }
        assertThat(decode(input.split(""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("lookalikes")
    void doesNotEndAtWhatLooksLikeAnEnd(String hex) {
        String sequence = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        String input = "Subject: x\r\n\r\nbody" + sequence + "MAIL FROM:<smuggled@x.example>\r\n" + END;
        Decoded decoded = decode(input.split(""));
        assertThat(decoded).isEqualTo(whole(input));
        assertThat(decoded.ended()).isTrue();
        assertThat(decoded.rest()).isEmpty();
        assertThat(decoded.text()).contains("MAIL FROM:<smuggled@x.example>");
        assertThat(decoded.faulty() || !decoded.text().contains("\n.\n")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lookalikes")
    void mendsWhatLooksLikeAnEndTheSameHoweverItIsCut(String hex) {
        String sequence = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        String input = "Subject: x\r\n\r\nbody" + sequence + "MAIL FROM:<smuggled@x.example>\r\n" + END;
        Decoded whole = decode(BareLineEnds.NORMALISE, input);
        assertThat(decode(BareLineEnds.NORMALISE, input.split(""))).isEqualTo(whole);
        assertThat(whole.rest()).isEmpty();
        assertThat(whole.text()).contains("MAIL FROM:<smuggled@x.example>");
        assertThat(whole.text().replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }

    /** Whatever is thrown at it, the end is where a plain search for the end finds it. */
    @Test
    void endsOnlyAtTheEndInRandomInput() {
        char[] alphabet = {'\r', '\n', '.', 0, 'a', '\r', '\n', '.'};
        Random random = new Random(20261122);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            String input = text + END + "X";
            int end = ("\r\n" + input).indexOf(END) + END.length() - 2;
            assertThat(decode(input.split("")).rest()).as(input).isEqualTo(input.substring(end));
        }
    }

    /** However it is cut, the text is what a plain replacement of the stuffed dots makes of the input. */
    @Test
    void takesOnlyStuffedDotsAwayInRandomInput() {
        char[] alphabet = {'\r', '\n', '.', 0, 'a', '\u00e4', '\r', '\n', '.', '.'};
        Random random = new Random(20261127);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                text.append(alphabet[random.nextInt(alphabet.length)]);
            }
            String input = text + END;
            int cut = random.nextInt(input.length());
            assertThat(whole(input).text()).as(input).isEqualTo(unstuffed(input));
            assertThat(decode(input.substring(0, cut), input.substring(cut)).text())
                    .as("%s cut at %d", input, cut)
                    .isEqualTo(unstuffed(input));
        }
    }

    /** It works in pieces of 16 KiB. */
    @Test
    void keepsTheTextWholeOverTheEdgesOfItsPieces() {
        for (int length = (16 << 10) - 12; length < (16 << 10) + 2; length++) {
            String input = "x".repeat(length) + "\r\n..\r\n.\ry\r\n" + END;
            assertThat(whole(input).text()).as("%d", length).isEqualTo(unstuffed(input));
        }
    }

    /** As few writes as pieces: a message of dots must not become as many writes to its file. */
    @Test
    void writesAPieceOnce() {
        AtomicInteger writes = new AtomicInteger();
        DataDecoder decoder = new DataDecoder((bytes, offset, length) -> writes.incrementAndGet(), BareLineEnds.REFUSE);
        decoder.decode(Unpooled.copiedBuffer("..\r\n".repeat(1_000), ISO_8859_1));
        assertThat(writes).hasValue(1);
    }

    private static String unstuffed(String input) {
        String lines = "\r\n" + input;
        String content = lines.substring(0, lines.indexOf(END) + 2);
        return content.replace("\r\n.", "\r\n").substring(2);
    }

    static List<String> lookalikes() throws IOException {
        return LookalikeEnds.all();
    }

    private static Decoded whole(String input) {
        return decode(input);
    }

    private static Decoded decode(String... pieces) {
        return decode(BareLineEnds.REFUSE, pieces);
    }

    private static Decoded decode(BareLineEnds bare, String... pieces) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        DataDecoder decoder = new DataDecoder(text::write, bare);
        StringBuilder rest = new StringBuilder();
        boolean ended = false;
        for (String piece : pieces) {
            if (ended) {
                rest.append(piece);
                continue;
            }
            ByteBuf in = Unpooled.copiedBuffer(piece, ISO_8859_1);
            ended = decoder.decode(in);
            rest.append(in.toString(ISO_8859_1));
        }
        return new Decoded(ended, text.toString(ISO_8859_1), rest.toString(), decoder.fault() != null);
    }
}
