package org.sluicemta.bounce.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyCodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 no such user                                    | 550
            550-5.1.1 no such user                                    | 550
            host mx.example.net[192.0.2.1] said: 452 4.2.2 full       | 452
            550: 5.2.2 mailbox full                                   | 550
            Remote host said: 552 over quota                          | 552
            mailbox unavailable. [SMTP Error Code 550]                | 550
            554 554 5.7.0 Header error (state 18)                     | 554
            queued for 400 seconds, then 550 5.1.1 refused            | 550
            """)
    void findsTheCodeOfTheAnswer(String text, int code) {
        assertThat(ReplyCode.find(text)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no mailbox here by that name (#5.1.1)
            connection to 10.250.1.1 timed out
            at 12:450:30
            message 4505501 is gone
            250.25 bytes
            559a
            """)
    void findsNoCodeInNumbers(String text) {
        assertThat(ReplyCode.find(text)).isNull();
    }

    @Test
    void findsNothingInNothing() {
        assertThat(ReplyCode.find(null)).isNull();
        assertThat(ReplyCode.find("")).isNull();
    }
}
