package org.sluicemta.keys.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;

class ScramVerifierTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void derivesTheKeysOfTheStandardsExample() {
        // RFC 7677 section 3: user "user", password "pencil". The keys follow from its salt and iterations, and the
        // server signature of its final message was checked with them.
        byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        ScramVerifier written = ScramVerifier.parse("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
                + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
        assertThat(written.salt()).isEqualTo(salt);
        assertThat(PasswordKeys.matches(written, "pencil")).isTrue();
        assertThat(PasswordKeys.matches(written, "pencils")).isFalse();
    }

    @Test
    void derivesTheSha1KeysOfTheStandardsExample() {
        // RFC 5802 section 5: user "user", password "pencil", salt QSXCR+Q6sek8bf92, 4096 iterations
        byte[] salt = Base64.getDecoder().decode("QSXCR+Q6sek8bf92");
        String signed = "n=user,r=fyko+d2lbbFgONRv9qkxdawL,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,"
                + "s=QSXCR+Q6sek8bf92,i=4096,c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j";
        ScramVerifier verifier = PasswordKeys.derive(ScramHash.SHA_1, "pencil", 4_096, salt);
        byte[] signature =
                ScramHash.SHA_1.hmac(verifier.serverKey(), signed.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(Base64.getEncoder().encodeToString(signature)).isEqualTo("rmF9pqV8S7suAoZWja4dJRkFsKQ=");
        assertThat(ScramVerifier.parse(verifier.format())).isEqualTo(verifier);
    }

    @Test
    void readsWhatItWrote() {
        ScramVerifier verifier = PasswordKeys.scram("päss wörd", 4_096, RANDOM);
        ScramVerifier read = ScramVerifier.parse(verifier.format());
        assertThat(read).isEqualTo(verifier).hasSameHashCodeAs(verifier);
        assertThat(PasswordKeys.matches(read, "päss wörd")).isTrue();
    }

    @Test
    void takesDifferentWritingsOfOnePasswordAsTheSame() {
        // RFC 4013 section 3: soft hyphens vanish, compatibility characters are folded.
        ScramVerifier verifier = PasswordKeys.scram("IX", 4_096, RANDOM);
        assertThat(PasswordKeys.matches(verifier, "I\u00ADX")).isTrue();
        assertThat(PasswordKeys.matches(verifier, "\u2168")).isTrue();
        assertThat(PasswordKeys.matches(verifier, "ix")).isFalse();
    }

    @Test
    void takesForbiddenAndEmptyPasswordsAsWrong() {
        ScramVerifier verifier = PasswordKeys.scram("?", 4_096, RANDOM);
        assertThat(PasswordKeys.matches(verifier, "\u0007")).isFalse();
        assertThat(PasswordKeys.matches(verifier, "")).isFalse();
        assertThatThrownBy(() -> PasswordKeys.scram("\u0007", 4_096, RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PasswordKeys.scram("", 4_096, RANDOM)).hasMessage("a password must not be empty");
    }

    @Test
    void saltsEveryPasswordAnew() {
        assertThat(PasswordKeys.scram("same", 4_096, RANDOM)).isNotEqualTo(PasswordKeys.scram("same", 4_096, RANDOM));
    }

    @Test
    void keepsItsKeysToItself() {
        ScramVerifier verifier = PasswordKeys.scram("secret", 4_096, RANDOM);
        verifier.storedKey()[0] ^= 1;
        verifier.salt()[0] ^= 1;
        assertThat(PasswordKeys.matches(verifier, "secret")).isTrue();
        assertThat(verifier.toString()).isEqualTo("ScramVerifier[SCRAM-SHA-256, iterations=4096, [REDACTED]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "SCRAM-SHA-1$4096:AAAA$AAAA:AAAA",
                "SCRAM-SHA-256$4096:AAAA$AAAA:AAAA",
                "SCRAM-SHA-256$4096:A$A:A",
                "SCRAM-SHA-256$12:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:"
                        + "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
            })
    void refusesWhatIsNoVerifier(String text) {
        assertThatThrownBy(() -> ScramVerifier.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
