package org.sluicemta.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.response.ResponseClass;

class StoredReplyTest {
    static Stream<SmtpReply> replies() {
        return Stream.of(
                new SmtpReply(450, "4.2.0", "greylisted"),
                new SmtpReply(250, null, ""),
                new SmtpReply(550, null, "5.1.1 = no such user -"),
                new SmtpReply(421, "4.7.0", List.of("first = line", "- second", "4.7.0 third"), null),
                SmtpReply.own(ResponseClass.TIME_OUT, 421, "4.4.2", "no answer to RCPT within 5 minutes"),
                SmtpReply.own(ResponseClass.UNKNOWN_DOMAIN, 550, "5.1.2", "no such domain: exämple"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void comesBackAsItWas(SmtpReply reply) {
        assertThat(StoredReply.read(StoredReply.write(reply))).isEqualTo(reply);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("450 4.2.0 greylisted", new SmtpReply(450, "4.2.0", "greylisted")),
                Arguments.of("450 try later", new SmtpReply(450, null, "try later")),
                Arguments.of("450 4.2.0.1 odd", new SmtpReply(450, null, "4.2.0.1 odd")),
                Arguments.of("451 ", new SmtpReply(451, null, "")),
                Arguments.of("451 word", new SmtpReply(451, null, "word")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsTheLineOfEarlierVersions(String stored, SmtpReply reply) {
        assertThat(StoredReply.read(stored)).isEqualTo(reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "450",
                "45x 4.2.0 text",
                "=450",
                "=450 4.2.0",
                "=45 - -",
                "=999 - -",
                "=450 4.2 -",
                "=450 - no-such-class",
                "=450 - - more"
            })
    void refusesWhatIsInNeitherForm(String stored) {
        assertThatThrownBy(() -> StoredReply.read(stored)).isInstanceOf(IllegalArgumentException.class);
    }
}
