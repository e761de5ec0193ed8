package org.sluicemta.smtp.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sluicemta.listener.LongLines;

class LineBreakerTest {
    @Test
    void passesLinesOf998OctetsAsTheyAre() {
        String content = "x".repeat(998) + "\r\n\r\n" + "y z".repeat(200) + "\r\n";

        assertThat(broken(content)).isEqualTo(content);
    }

    @Test
    void breaksBeforeTheLastBlankThatFits() {
        String line = "Subject: " + "word ".repeat(300);

        List<String> lines = broken(line + "\r\n").lines().toList();

        assertThat(lines).allMatch(each -> each.length() <= 998);
        assertThat(String.join("", lines)).isEqualTo(line);
        assertThat(lines.subList(1, lines.size())).allMatch(each -> each.startsWith(" word"));
    }

    @Test
    void addsABlankWhereThereIsNone() {
        List<String> lines = broken("X: " + "x".repeat(2_500) + "\r\n").lines().toList();

        assertThat(lines).extracting(String::length).containsExactly(2, 998, 998, 507);
        assertThat(lines.subList(1, lines.size())).allMatch(each -> each.startsWith(" x"));
    }

    @Test
    void keepsAddressesWholeThatAreWrittenWithoutBlanks() {
        String field = "To: " + "someone@example.org,".repeat(120) + "last@example.org";

        List<String> lines = broken(field + "\r\n").lines().toList();

        assertThat(lines).hasSize(3).allMatch(each -> each.length() <= 998);
        assertThat(lines.subList(0, 2)).allMatch(each -> each.endsWith("someone@example.org,"));
        assertThat(String.join("", lines).replace(", ", ",")).isEqualTo(field);
    }

    @Test
    void keepsCharactersWhole() {
        String line = "x" + "\u20ac".repeat(1_000);

        assertThat(broken(line + "\r\n").replace("\r\n ", "")).isEqualTo(line + "\r\n");
    }

    @Test
    void doesNotMakeALineOfBlanksAlone() {
        String line = " ".repeat(1_500) + "x".repeat(1_500);

        assertThat(broken(line + "\r\n").replace("\r\n ", "").strip()).isEqualTo("x".repeat(1_500));
    }

    @Test
    void passesALastLineWithoutAnEnd() {
        assertThat(broken("a\r\nb")).isEqualTo("a\r\nb");
        assertThat(broken("x".repeat(1_000))).isEqualTo("x".repeat(998) + "\r\n xx");
    }

    @Test
    void givesTheSameHoweverTheContentIsCut() {
        Random random = new Random(20261130);
        for (int round = 0; round < 300; round++) {
            String content = content(random);
            String whole = broken(content);
            assertThat(whole.lines()).allMatch(line -> line.getBytes(UTF_8).length <= 998);
            assertThat(broken(cut(content, random))).isEqualTo(whole);
            assertThat(broken(whole)).isEqualTo(whole);
        }
    }

    @Test
    void refusesInsteadWhereTheListenerSaysSo() {
        LineBreaker breaker = new LineBreaker((bytes, offset, length) -> {}, LongLines.REFUSE);
        byte[] line = "x".repeat(998).getBytes(UTF_8);
        breaker.write(line, 0, line.length);
        assertThat(breaker.fault()).isNull();
        breaker.write(line, 0, 1);
        assertThat(breaker.fault()).isEqualTo("a line of more than 998 octets");
    }

    private static String content(Random random) {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            int length = List.of(0, 10, 997, 998, 999, 2_000, 5_000).get(random.nextInt(7));
            for (int j = 0; j < length; j++) {
                content.append(random.nextInt(400) == 0 ? " ,:".charAt(random.nextInt(3)) : 'x');
            }
            content.append("\r\n");
        }
        return content.toString();
    }

    private static String[] cut(String content, Random random) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < content.length()) {
            int next = Math.min(content.length(), at + 1 + random.nextInt(1_500));
            pieces.add(content.substring(at, next));
            at = next;
        }
        return pieces.toArray(String[]::new);
    }

    private static String broken(String... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineBreaker breaker = new LineBreaker(out::write, LongLines.BREAK);
        for (String piece : pieces) {
            byte[] octets = piece.getBytes(UTF_8);
            breaker.write(octets, 0, octets.length);
        }
        breaker.end();
        return out.toString(UTF_8);
    }
}
