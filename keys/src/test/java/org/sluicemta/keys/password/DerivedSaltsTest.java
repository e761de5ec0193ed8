package org.sluicemta.keys.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;

class DerivedSaltsTest {
    private static final byte[] SECRET = {1, 2, 3};

    /** Else whoever asks for the number of iterations learns who exists. */
    @Test
    void drawsIterationsAsOftenAsUsersHaveThemAndAlwaysTheSame() {
        DerivedSalts salts = new DerivedSalts(SECRET);
        Map<Integer, Integer> known = Map.of(4_096, 3, 100_000, 1);
        Map<Integer, Integer> withOneMore = Map.of(4_096, 3, 100_000, 1, 20_000, 1);
        int few = 0;
        int moved = 0;
        for (int i = 0; i < 2_000; i++) {
            int drawn = salts.iterations(ScramHash.SHA_256, "user" + i, known);
            assertThat(salts.iterations(ScramHash.SHA_256, "user" + i, known)).isEqualTo(drawn);
            few += drawn == 4_096 ? 1 : 0;
            int later = salts.iterations(ScramHash.SHA_256, "user" + i, withOneMore);
            assertThat(later).isIn(drawn, 20_000);
            moved += later == drawn ? 0 : 1;
        }
        assertThat(few).isBetween(1_400, 1_600);
        assertThat(moved).isBetween(320, 480);
        assertThat(salts.iterations(ScramHash.SHA_256, "user", Map.of())).isEqualTo(ScramVerifier.DEFAULT_ITERATIONS);
    }

    @Test
    void staysTheSameForANameInEverySpelling() {
        byte[] salt = new DerivedSalts(SECRET).of(ScramHash.SHA_256, "j\u00f6rg");

        assertThat(new DerivedSalts(SECRET).of(ScramHash.SHA_256, "jo\u0308rg"))
                .isEqualTo(salt)
                .hasSize(16);
    }

    @Test
    void tellsNamesHashesAndSecretsApart() {
        byte[] salt = new DerivedSalts(SECRET).of(ScramHash.SHA_256, "nobody");

        assertThat(new DerivedSalts(SECRET).of(ScramHash.SHA_256, "nobody2")).isNotEqualTo(salt);
        assertThat(new DerivedSalts(SECRET).of(ScramHash.SHA_1, "nobody")).isNotEqualTo(salt);
        assertThat(new DerivedSalts(new byte[] {1}).of(ScramHash.SHA_256, "nobody"))
                .isNotEqualTo(salt);
    }
}
