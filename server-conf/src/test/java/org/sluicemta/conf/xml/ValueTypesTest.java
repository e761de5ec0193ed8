package org.sluicemta.conf.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
    @ParameterizedTest
    @CsvSource({
        "Mail.Example.ORG, mail.example.org",
        "b\u00fccher.example, xn--bcher-kva.example",
        "stra\u00dfe.example, xn--strae-oqa.example",
        "XN--BCHER-KVA.example, xn--bcher-kva.example",
    })
    void knowsADomainByItsALabels(String written, String name) {
        assertThat(ValueTypes.DOMAIN.parse().apply(written)).isEqualTo(name);
        assertThat(ValueTypes.HOST.parse().apply(written)).isEqualTo(name);
        assertThat(written).matches(ValueTypes.DOMAIN.form().pattern());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a..example", "-a.example", "a b.example", "acme.example.", "b\u00fccher\u2024.", "a@b"
            })
    void refusesWhatNamesNoDomain(String written) {
        assertThatThrownBy(() -> ValueTypes.DOMAIN.parse().apply(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsAnAddressWhereAHostMayStand() {
        assertThat(ValueTypes.HOST.parse().apply("2001:DB8::1")).isEqualTo("2001:db8::1");
    }
}
