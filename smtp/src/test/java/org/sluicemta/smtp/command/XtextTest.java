package org.sluicemta.smtp.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XtextTest {
    @Test
    void decodesWhatIsEscaped() {
        assertThat(Xtext.decode("")).isEmpty();
        assertThat(Xtext.decode("plain")).isEqualTo("plain");
        assertThat(Xtext.decode("a+2Bb+3Dc+20d+c3+BC")).isEqualTo("a+b=c dü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+2", "a+", "a+2G", "a b", "a=b", "ü", "+C3", "a\tb"})
    void refusesWhatIsNoXtext(String text) {
        assertThat(Xtext.decode(text)).isNull();
    }
}
