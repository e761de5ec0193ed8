package org.sluicemta.response;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

/** No answer and no pattern, however odd, ends in anything but a result or the refusal that is announced. */
class AnswerFuzz {
    @FuzzTest
    void anyAnswerCanBeRead(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        AnswerReading reading = AnswerReading.of(new Answer(null, Phase.REPORT, 0, text, text));
        if (reading.quoted().text().length() > AnswerText.MAX_LENGTH) {
            throw new AssertionError(text);
        }
        pattern(text).ifPresent(pattern -> pattern.matches(reading.text()));
    }

    private static Optional<TextPattern> pattern(String text) {
        try {
            return Optional.of(TextPattern.parse(text));
        } catch (IllegalArgumentException announced) {
            return Optional.empty();
        }
    }
}
