package org.sluicemta.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameSaltsTest {
    private static final byte[] SECRET = {1, 2, 3};

    @Test
    void staysTheSameForANameInEverySpelling() {
        byte[] salt = new NameSalts(SECRET).of(ScramHash.SHA_256, "j\u00f6rg");

        assertThat(new NameSalts(SECRET).of(ScramHash.SHA_256, "jo\u0308rg"))
                .isEqualTo(salt)
                .hasSize(16);
    }

    @Test
    void tellsNamesHashesAndSecretsApart() {
        byte[] salt = new NameSalts(SECRET).of(ScramHash.SHA_256, "nobody");

        assertThat(new NameSalts(SECRET).of(ScramHash.SHA_256, "nobody2")).isNotEqualTo(salt);
        assertThat(new NameSalts(SECRET).of(ScramHash.SHA_1, "nobody")).isNotEqualTo(salt);
        assertThat(new NameSalts(new byte[] {1}).of(ScramHash.SHA_256, "nobody"))
                .isNotEqualTo(salt);
    }
}
