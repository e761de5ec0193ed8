package org.sluicemta.store.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CsvLinesTest {
    @Test
    void readsPlainAndQuotedFields() throws IOException {
        assertThat(fields("a,b\r\n\"c,d\",\"e\"\"f\"\n\"g\r\nh\",\n"))
                .containsExactly(List.of("a", "b"), List.of("c,d", "e\"f"), List.of("g\nh", ""));
    }

    @Test
    void separatesAsTheFirstLineDoesAndSkipsAByteOrderMark() throws IOException {
        assertThat(fields("\uFEFFa@example.org\nb")).containsExactly(List.of("a@example.org"), List.of("b"));
        assertThat(fields("\uFEFFtarget;reason\r\na;\"b;c\"\r\n"))
                .containsExactly(List.of("target", "reason"), List.of("a", "b;c"));
        assertThat(fields("target\treason\na\tb, c"))
                .containsExactly(List.of("target", "reason"), List.of("a", "b, c"));
        assertThat(fields("target,evidence\na,b;c\td"))
                .containsExactly(List.of("target", "evidence"), List.of("a", "b;c\td"));
        assertThat(fields("\uFEFF")).isEmpty();
    }

    @Test
    void countsLinesFromOne() throws IOException {
        assertThat(rows("a\n\n\"b\nc\"\rd\r\ne")).extracting(CsvLines.Row::line).containsExactly(1L, 2L, 3L, 5L, 6L);
    }

    @Test
    void goesOnAfterABadLine() throws IOException {
        List<CsvLines.Row> rows = rows("\"a\"b,c\nd\n" + "x".repeat(70_000) + "\ne\n");
        assertThat(rows)
                .extracting(CsvLines.Row::problem)
                .containsExactly("text after a closing quote, or none closes it", null, "too long", null);
        assertThat(rows.getLast().fields()).containsExactly("e");
    }

    @Test
    void endsAtAQuoteThatNeverCloses() throws IOException {
        assertThat(rows("\"abc\ndef")).hasSize(1);
        assertThat(rows("\"" + "x".repeat(70_000))).hasSize(1);
        assertThat(rows("")).isEmpty();
    }

    @Test
    void readsWhateverIsWrittenByTheRules() throws IOException {
        Random random = new Random(4180);
        for (int round = 0; round < 300; round++) {
            List<List<String>> written = new ArrayList<>();
            int columns = 1 + random.nextInt(4);
            for (int i = 0; i < 1 + random.nextInt(30); i++) {
                List<String> row = new ArrayList<>();
                for (int j = 0; j < columns; j++) {
                    row.add(text(random));
                }
                written.add(row);
            }
            String file = written.stream()
                    .map(row -> row.stream()
                            .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                            .collect(Collectors.joining(",")))
                    .collect(Collectors.joining("\r\n"));
            assertThat(fields(file)).isEqualTo(written);
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(200), 0, 7)
                .mapToObj(i -> String.valueOf("a,\"\nb ü".charAt(i)))
                .collect(Collectors.joining());
    }

    private static List<List<String>> fields(String text) throws IOException {
        return rows(text).stream().map(CsvLines.Row::fields).toList();
    }

    private static List<CsvLines.Row> rows(String text) throws IOException {
        CsvLines lines = new CsvLines(new StringReader(text));
        List<CsvLines.Row> rows = new ArrayList<>();
        for (CsvLines.Row row = lines.next(); row != null; row = lines.next()) {
            rows.add(row);
        }
        return rows;
    }
}
