package org.sluicemta.bounce.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCodesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.1.1                               | 5.1.1
            5.0.0 (recipient reached quota)     | 5.0.0
            550 5.7.606 Access denied           | 5.7.606
            no such mailbox (#5.1.1)            | 5.1.1
            550-5.7.26 unauthenticated          | 5.7.26
            status 4.4.7.                       | 4.4.7
            """)
    void findsTheStatus(String text, String status) {
        assertThat(StatusCodes.find(text)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            host [5.1.1.9] timed out
            Exim 4.86
            v4.2.1 of the filter
            1.5.1.1
            55.1.1
            5.1234.1
            99.9.9.9.9
            """)
    void findsNoStatusInAddressesAndVersions(String text) {
        assertThat(StatusCodes.find(text)).isNull();
    }

    @Test
    void takesClassTwoForAVersionInFreeText() {
        assertThat(StatusCodes.findFailure("Postfix 2.11.3: 5.1.1 refused")).isEqualTo("5.1.1");
    }
}
