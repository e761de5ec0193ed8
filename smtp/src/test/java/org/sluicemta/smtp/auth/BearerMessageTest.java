package org.sluicemta.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerMessageTest {
    @Test
    void readsTheStandardsExample() {
        // RFC 7628 section 4.1
        String text = "n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001"
                + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001";
        assertThat(BearerMessage.parse(text, true))
                .isEqualTo(new BearerMessage("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="));
        assertThat(BearerMessage.parse(text, false)).isNull();
    }

    @Test
    void readsXoauth2() {
        assertThat(BearerMessage.parse("user=a@b\u0001auth=bearer x.y.z\u0001\u0001", false))
                .isEqualTo(new BearerMessage("a@b", "x.y.z"));
        assertThat(BearerMessage.parse("user=\u0001\u0001", false)).isEqualTo(new BearerMessage("", null));
    }

    @Test
    void readsEscapedNamesAndMessagesWithoutAToken() {
        assertThat(BearerMessage.parse("n,a=a=2Cb=3Dc,\u0001\u0001", true)).isEqualTo(new BearerMessage("a,b=c", null));
        assertThat(BearerMessage.parse("y,,\u0001auth=\u0001\u0001", true)).isEqualTo(new BearerMessage("", null));
        assertThat(BearerMessage.parse("n,,\u0001auth=Basic eHg=\u0001\u0001", true))
                .isEqualTo(new BearerMessage("", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n,,",
                "n,,\u0001",
                "\u0001\u0001",
                "p=tls-unique,,\u0001\u0001",
                "n,a=b\u0001\u0001",
                "n,,\u0001nothing\u0001\u0001",
                "n,,\u0001=value\u0001\u0001",
                "n,,\u0001a1=value\u0001\u0001",
                "n,,\u0001\u0001\u0001"
            })
    void refusesWhatIsNone(String text) {
        assertThat(BearerMessage.parse(text, true)).isNull();
    }
}
