package org.sluicemta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressFieldTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "none", textBlock = """
            a@x.test                                  | a@x.test
            <a@x.test>                                | a@x.test
            Muster, Hans <shop@x.test>                | shop@x.test
            "Muster, Hans" <shop@x.test>              | shop@x.test
            'A, B' <a@x.test>                         | a@x.test
            A; B <a@x.test>                           | a@x.test
            A <b> C <a@x.test>                        | a@x.test
            A <b@y.test> <a@x.test>                   | b@y.test a@x.test
            b@y.test <a@x.test>                       | a@x.test
            "b@y.test" <a@x.test>                     | a@x.test
            (b@y.test) a@x.test (c@z.test)            | a@x.test
            a@x.test, b@y.test                        | a@x.test b@y.test
            Team: a@x.test, B <b@y.test>;             | a@x.test b@y.test
            Team: a@x.test; b@y.test                  | a@x.test b@y.test
            undisclosed-recipients:;                  | none
            a@x.test.                                 | a@x.test
            <a@x.test.>                               | a@x.test
            A <a@x.test                               | a@x.test
            A a@x.test>                               | a@x.test
            <<a@x.test>>                              | a@x.test
            a @ x . test                              | a@x.test
            A < a @ x . test >                        | a@x.test
            <@r.test,@s.test:a@x.test>                | a@x.test
            "John Doe"@x.test                         | "John Doe"@x.test
            "John \\" Doe" <a@x.test>                 | a@x.test
            "half <a@x.test>                          | a@x.test
            half" <a@x.test>                          | a@x.test
            (half <a@x.test>                          | a@x.test
            a(comment)@x.test                         | a@x.test
            (a(b)c) a@x.test                          | a@x.test
            a@[192.0.2.1]                             | a@[192.0.2.1]
            [A, B <a@x.test>                          | a@x.test
            [A] B <a@x.test>                          | a@x.test
            m\u00fcller, j <a@b\u00fccher.test>                 | a@b\u00fccher.test
            a@b@x.test                                | a@b@x.test
            mailto:a@x.test                           | a@x.test
            @x.test                                   | none
            a@                                        | none
            nobody                                    | none
            """)
    void readsAddressesAsMailProgramsDo(String value, String addresses) {
        assertThat(AddressField.read(value).stream()
                        .map(entry -> entry.localPart() + "@" + entry.domain())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(addresses == null ? "" : addresses);
    }

    @Test
    void keepsDisplayNames() {
        assertThat(AddressField.read("\"Muster, Hans\" <a@x.test>, B C <b@x.test>, c@x.test"))
                .containsExactly(
                        new AddressField.Entry("Muster, Hans", "a", "x.test"),
                        new AddressField.Entry("B C", "b", "x.test"),
                        new AddressField.Entry("", "c", "x.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<", "(", "\"", "[", "@[", ",", ":", "<a@x ", "(\"", "\\", "a@", "@", " ", "(a)", "<>", "\"\"", "\"(",
                "a <b@c ", ":;", "a@b,"
            })
    void staysLinear(String part) {
        String hostile = part.repeat(2_000_000 / part.length());
        List<AddressField.Entry> read =
                assertTimeout(Duration.ofSeconds(10), () -> AddressField.read(hostile + ", A <a@x.test>"));
        assertThat(read).hasSizeLessThan(2_000_000);
    }
}
