package org.sluicemta.keys.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.sluicemta.tenant.CramMd5Key;
import org.sluicemta.tenant.StoredProof;

class CramMd5KeyTest {
    @Test
    void knowsTheStandardsExample() {
        // RFC 2195 section 2
        CramMd5Key key = PasswordKeys.cramMd5("tanstaaftanstaaf");
        String challenge = "<1896.697170952@postoffice.reston.mci.net>";
        assertThat(key.answers(challenge, "b913a602c7eda7a495b4e6e7334d3890")).isTrue();
        assertThat(key.answers(challenge, "b913a602c7eda7a495b4e6e7334d3891")).isFalse();
        assertThat(key.answers(challenge, "")).isFalse();
        assertThat(key.answers("<1@x>", "b913a602c7eda7a495b4e6e7334d3890")).isFalse();
    }

    @Test
    void agreesWithTheJdkForEveryLength() throws Exception {
        for (int length = 1; length < 200; length++) {
            String password = "p".repeat(length);
            String challenge = "c".repeat(200 - length);
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacMD5"));
            String digest = HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.US_ASCII)));
            assertThat(PasswordKeys.cramMd5(password).answers(challenge, digest))
                    .as("length %d", length)
                    .isTrue();
        }
    }

    @Test
    void readsWhatItWroteAndPrintsNothing() {
        CramMd5Key key = PasswordKeys.cramMd5("secret");
        assertThat(StoredProof.parse(key.format())).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(key.toString()).doesNotContain(key.format().substring(10, 20));
        assertThatThrownBy(() -> StoredProof.parse("CRAM-MD5$secret")).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> PasswordKeys.cramMd5("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isWrittenAsDovecotWritesIt() {
        // doveadm pw -s CRAM-MD5 -p test, as its documentation shows it
        assertThat(PasswordKeys.cramMd5("test").format())
                .isEqualTo("CRAM-MD5$e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6");
    }
}
