package org.sluicemta.keys.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.StoredProof;
import org.sluicemta.tenant.TenantId;

class CredentialTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void findsTheStrongestKeysForAPassword() {
        ScramVerifier weaker = scram(ScramHash.SHA_1);
        ScramVerifier stronger = scram(ScramHash.SHA_256);
        assertThat(new Credential("app", ACME, List.of(weaker, stronger)).password())
                .contains(stronger);
        assertThat(new Credential("app", ACME, weaker).password()).contains(weaker);
        assertThat(new Credential("app", ACME, PasswordKeys.cramMd5("x")).password())
                .isEmpty();
    }

    @Test
    void needsOneProofAndOnePassword() {
        assertThatThrownBy(() -> new Credential("app", ACME, List.of())).hasMessageContaining("got none of them");
        assertThatThrownBy(() -> new Credential("app", ACME, List.of(scram(ScramHash.SHA_1), scram(ScramHash.SHA_1))))
                .hasMessageContaining("two keys of the same kind");
    }

    @Test
    void readsIdentitiesAsTheyAreWritten() {
        String colons = HEX.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        assertThat(CredentialIdentity.parse("sha256:" + colons).format()).isEqualTo("sha256:" + HEX);
        assertThat(CredentialIdentity.parse("email:App@ACME.example"))
                .isEqualTo(new CredentialIdentity(CredentialIdentity.Kind.EMAIL, "app@acme.example"));
        for (String text : List.of("dns:host.acme.example", "uri:spiffe://acme/App", "token:auth0|Abc")) {
            assertThat(StoredProof.parse(text).format()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app", "sha1:00", "sha256:00", "email:", "email:a b", "token:\u0000"})
    void refusesWhatIsNoIdentity(String text) {
        assertThatThrownBy(() -> StoredProof.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ScramVerifier scram(ScramHash hash) {
        return PasswordKeys.scram(hash, "secret", 4_096, new SecureRandom());
    }
}
