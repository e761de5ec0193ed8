package org.sluicemta.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignIdTest {
    @ParameterizedTest
    @CsvSource({
        "spring_26, spring_26",
        "Spring Sale 2026/03, Spring-Sale-2026-03",
        "a.b, a-b",
        "a -- b, a-b",
        "'  20 % off! ', 20-off",
        "fr\u00fchling, fr-hling"
    })
    void makesANameOfWhatPeopleWrite(String text, String name) {
        assertThat(CampaignId.from(text)).hasValue(new CampaignId(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "\u2603\u2603", "..."})
    void findsNoNameWhereThereIsNone(String text) {
        assertThat(CampaignId.from(text)).isEmpty();
    }

    @Test
    void cutsALongName() {
        assertThat(CampaignId.from("x".repeat(500))).hasValue(new CampaignId("x".repeat(64)));
        assertThat(CampaignId.from("x".repeat(63) + " y")).hasValue(new CampaignId("x".repeat(63)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "\u00fc"})
    void refusesAnythingElse(String value) {
        assertThatThrownBy(() -> new CampaignId(value)).hasMessageContaining("\"" + value + "\"");
        assertThatThrownBy(() -> new CampaignId("x".repeat(65))).hasMessageContaining("1 to 64");
    }
}
