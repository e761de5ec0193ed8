package org.sluicemta.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.testing.event.Waiting;

class TranscriptRunnerTest {
    private final SmtpSink sink = SmtpSink.start();
    private final TranscriptRunner runner = new TranscriptRunner(sink.address());

    @AfterEach
    void close() {
        sink.close();
    }

    private void play(String text) {
        runner.play(Transcript.parse("talk.txt", text, Map.of()));
    }

    @Test
    void playsAFile() throws Exception {
        Path file = Path.of(getClass().getResource("/transcripts/delivery.txt").toURI());
        runner.play(file, Map.of("host", sink.hostName()));
        ReceivedMessage message = sink.messages().getFirst();
        assertThat(message.tls()).isTrue();
        assertThat(new String(message.content(), StandardCharsets.ISO_8859_1))
                .isEqualTo("Subject: x\u00ffababab\r\n\r\nno end of line yet, now\t\\\r\n");
    }

    @Test
    void showsWhatWasExpectedAndWhatCame() {
        assertThatThrownBy(() -> play("S: 220 *\n# why\nC: MAIL FROM:<a@b>\nR: 451 4.3.0 *\n"))
                .isInstanceOf(TranscriptMismatch.class)
                .hasMessageStartingWith("talk.txt:4\n  expected: 451 4.3.0 *\n  got:      250 2.1.0 Ok\n")
                .hasMessageContaining("  C: MAIL FROM:<a@b>\n  S: 250 2.1.0 Ok");
    }

    @Test
    void failsWhenTheServerClosesTooEarly() {
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.CONNECT).close()));
        assertThatThrownBy(() -> play("S: 220 *\n"))
                .isInstanceOf(TranscriptMismatch.class)
                .hasMessageStartingWith("talk.txt:1\n");
    }

    @Test
    void failsWhenTheServerDoesNotClose() {
        assertThatThrownBy(() -> play("S: 220 *\nC: NOOP\nCLOSED\n"))
                .isInstanceOf(TranscriptMismatch.class)
                .hasMessageContaining("expected: the end of the connection");
    }

    @Test
    void resetsWhenToldTo() {
        play("S: 220 *\nRESET\n");
        sink.awaitCounts(counts -> counts.connections() == 1 && counts.openConnections() == 0, Waiting.PATIENCE);
    }

    @Test
    void refusesUnknownStepsAndVariables() {
        assertThatThrownBy(() -> play("X: what"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("talk.txt:1: a step begins with");
        assertThatThrownBy(() -> play("S: 220\nC: ${who}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("talk.txt:2: no variable ${who}; there are []");
    }

    @Test
    void matchesStarsAndLiteralStars() {
        assertThat(TranscriptText.pattern("a*(c)\\*").matcher("abb(c)*").matches())
                .isTrue();
        assertThat(TranscriptText.pattern("a\\*").matcher("ab").matches()).isFalse();
    }
}
