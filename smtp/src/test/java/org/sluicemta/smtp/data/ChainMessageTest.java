package org.sluicemta.smtp.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.mail.MessageContent;

class ChainMessageTest {
    private static final int IN_MEMORY = 64;
    private static final int IN_FILE = 2;
    private static final String MESSAGE = "Subject: x\r\n folded\r\n\r\nbody \u00e4\r\n\r\nmore\r\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {IN_MEMORY, IN_FILE})
    void isTheContentItselfUntilItIsChanged(int threshold) throws Exception {
        try (CollectedContent content = collect(MESSAGE, threshold)) {
            ChainMessage message = new ChainMessage(content);
            assertThat(message.getHeader("Subject")).hasSize(1);
            assertThat(message.unchanged()).isSameAs(content);
            message.addHeader("X-More", "1");
            assertThat(message.unchanged()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"64,0", "2,0", "64,1", "2,1"})
    void keepsTheBodyWhenTheHeaderChanges(int threshold, int changes) throws Exception {
        try (CollectedContent content = collect(MESSAGE, threshold)) {
            ChainMessage message = new ChainMessage(content);
            if (changes > 0) {
                message.setHeader("Subject", "another");
                message.addHeader("X-More", "1");
            }
            assertIs("body \u00e4\r\n\r\nmore\r\n", message.unchangedBody());
        }
    }

    @ParameterizedTest
    @CsvSource({"'Subject: x\r\n',''", "'\r\nbody\r\n','body\r\n'", "'',''", "'Subject: x\r\n\r\n',''"})
    void hasTheBodyThatFollowsTheFirstEmptyLine(String text, String body) throws Exception {
        try (CollectedContent content = collect(text, IN_MEMORY)) {
            assertIs(body, new ChainMessage(content).unchangedBody());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {IN_MEMORY, IN_FILE})
    void keepsNothingOfAChangedBody(int threshold) throws Exception {
        try (CollectedContent content = collect(MESSAGE, threshold)) {
            ChainMessage message = new ChainMessage(content);
            message.setText("another");
            assertThat(message.unchanged()).isNull();
            assertThat(message.unchangedBody()).isNull();
        }
    }

    private static void assertIs(String expected, @Nullable MessageContent content) throws IOException {
        MessageContent given = Objects.requireNonNull(content);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        given.writeTo(written);
        try (InputStream in = given.open()) {
            assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo(expected);
        }
        assertThat(written.toString(ISO_8859_1)).isEqualTo(expected);
        assertThat(given.size()).isEqualTo(expected.length());
    }

    private CollectedContent collect(String text, int threshold) {
        try (MessageCollector collector = new MessageCollector(
                new Spool(directory, threshold, new ContentBudget(1 << 10), new ContentBudget(0)), 0, false)) {
            byte[] octets = text.getBytes(ISO_8859_1);
            collector.write(octets, 0, octets.length);
            assertThat(collector.failure()).isNull();
            return collector.finish();
        }
    }
}
