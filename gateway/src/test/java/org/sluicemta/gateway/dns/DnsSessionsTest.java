package org.sluicemta.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsSessionsTest {
    @ParameterizedTest
    @CsvSource({"192.0.2.1,53", "192.0.2.1:5353,5353", "2001:db8::1,53", "[2001:db8::1]:5353,5353", "[2001:db8::1],53"})
    void readsServers(String text, int port) {
        assertThat(DnsSessions.server(text).getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns.example", "192.0.2.1:", "192.0.2.1:x", ""})
    void refusesWhatIsNoServer(String text) {
        assertThatThrownBy(() -> DnsSessions.server(text)).hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void readsDomainLiterals() {
        assertThat(Addresses.readDomainLiteral("[192.0.2.1]")).isPresent();
        assertThat(Addresses.readDomainLiteral("[IPv6:2001:db8::1]")).isPresent();
        assertThat(Addresses.readDomainLiteral("[example.org]")).isEmpty();
    }
}
