package org.sluicemta.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
    @ParameterizedTest
    @CsvSource({
        "spam, this is SPAM!, true",
        "spam, spamhaus, false",
        "spam*, spamhaus, true",
        "*spam, antispam, true",
        "mailbox * full, the mailbox of a user is full, true",
        "mailbox * full, full mailbox, false",
        "mailbox full, mailbox  full, true",
        "quota, over_quota, true",
        "容量, メール容量超過, true"
    })
    void matchesWholeWordsUnlessAnAsteriskSaysOtherwise(String pattern, String text, boolean expected) {
        assertThat(TextPattern.parse(pattern).matches(AnswerText.normalise(text)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a * b", "no"})
    void patternsThatWouldMatchNearlyAnythingAreRefused(String pattern) {
        assertThatThrownBy(() -> TextPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs 3 letters or more in a row");
    }

    @Test
    void repeatedCodesOfLinesAreTakenOut() {
        assertThat(AnswerText.normalise("550-5.1.1 does not exist. Please 550-5.1.1 try\u00a0again"))
                .isEqualTo("550-5.1.1 does not exist. please try again");
    }
}
