package org.sluicemta.bounce.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            jo@example.org                           | jo@example.org
            Jo <jo@example.org>                      | jo@example.org
            a@b.example, Jo <jo@example.org>         | jo@example.org
            <jo@example.org>:                        | jo@example.org
            'jo@example.org'                         | jo@example.org
            jo+tag=x%y@sub.example.org.              | jo+tag=x%y@sub.example.org
            "jo smith"@example.org                   | "jo smith"@example.org
            jo@[192.0.2.1]                           | jo@[192.0.2.1]
            jo..x.@docomo.example                    | jo..x.@docomo.example
            dda:SMTP=jo@example.org; on Monday       | jo@example.org
            佐藤@例え.example                         | 佐藤@例え.example
            宛先：jo@example.org（不明）               | jo@example.org
            """)
    void findsTheAddress(String text, String address) {
        assertThat(AddressText.first(text)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"nobody", "@", "<@>", "jo@", "@example.org", "jo...@example.org", "jo@exam..."})
    void findsNoAddressWhereNoneIs(String text) {
        assertThat(AddressText.first(text)).isNull();
    }

    @Test
    void findsAllInOrder() {
        assertThat(AddressText.all("a@x.example,b@x.example <c@x.example>"))
                .containsExactly("a@x.example", "b@x.example", "c@x.example");
    }
}
