package org.sluicemta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void keepsTheLocalPartAndLowersTheDomain() {
        assertThat(EmailAddress.parse("Ann.B@Example.ORG")).hasToString("Ann.B@example.org");
        assertThat(EmailAddress.parse("ann@[IPv6:2001:DB8::1]").domain()).isEqualTo("[ipv6:2001:db8::1]");
    }

    @Test
    void splitsAtTheLastAtSign() {
        EmailAddress address = EmailAddress.parse("\"a@b\"@example.org");
        assertThat(address.localPart()).isEqualTo("\"a@b\"");
        assertThat(address.domain()).isEqualTo("example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@b", "nobody"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> EmailAddress.parse(text)).hasMessage("not a mail address: \"" + text + "\"");
    }
}
