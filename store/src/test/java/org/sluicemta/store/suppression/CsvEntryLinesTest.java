package org.sluicemta.store.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CsvEntryLinesTest {
    @Test
    void readsWhatASpreadsheetOfAnotherCountrySaved() throws IOException {
        CsvEntryLines lines = file("\uFEFFTarget;Reason\r\nx@example.org;complaint\r\n");

        EntryLines.Line line = Objects.requireNonNull(lines.next());
        assertThat(line.fields()).isEqualTo(Map.of("target", "x@example.org", "reason", "complaint"));
        assertThat(lines.next()).isNull();
    }

    @Test
    void readsAListThatBeginsWithAByteOrderMark() throws IOException {
        EntryLines.Line line =
                Objects.requireNonNull(file("\uFEFFx@example.org\n").next());
        assertThat(line.fields()).isEqualTo(Map.of("target", "x@example.org"));
    }

    @Test
    void refusesALineThatIsNotUtf8AndGoesOn() throws IOException {
        CsvEntryLines lines = file("m\uFFFDller@example.org\nx@example.org\n");

        assertThat(Objects.requireNonNull(lines.next()).problem()).contains("not UTF-8", "iconv");
        assertThat(Objects.requireNonNull(lines.next()).problem()).isNull();
    }

    @Test
    void saysWhatJsonIs() {
        for (String json : new String[] {"{\"target\":\"x@example.org\"}", "[{\"target\":\"x@example.org\"}]"}) {
            assertThatThrownBy(() -> file(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("looks like JSON");
        }
    }

    @Test
    void countsColumnsInPlainEnglish() throws IOException {
        CsvEntryLines lines = file("a@example.org,b@example.org\n");
        assertThat(Objects.requireNonNull(lines.next()).problem()).startsWith("2 fields where there is 1 column;");
    }

    private static CsvEntryLines file(String text) throws IOException {
        return CsvEntryLines.ofFile(new StringReader(text));
    }
}
