package org.sluicemta.keys.returnpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.config.ConfigurationException;

class TokenKeysTest {
    private static final Period AGE = Period.ofDays(60);

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void makesAFileThatOnlyItsOwnerMayRead() throws Exception {
        Path file = directory.resolve("new/token-keys");

        TokenKeys.open(file, AGE, () -> now);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void keepsTheFileThatIsThere() throws Exception {
        Path file = directory.resolve("token-keys");
        TokenKeys.open(file, AGE, () -> now);
        String before = Files.readString(file);

        TokenKeys.open(file, AGE, () -> now);
        TokenKeyFile.create(file, List.of(new TokenKey(9, java.time.LocalDate.EPOCH, new byte[32])));

        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void derivesTheSameSecretAfterARestartAndARotation() throws Exception {
        Path file = directory.resolve("token-keys");
        TokenKeys keys = TokenKeys.open(file, AGE, () -> now);
        byte[] secret = keys.derive("salts");
        keys.rotate();

        assertThat(keys.derive("salts")).isEqualTo(secret).hasSize(32);
        assertThat(TokenKeys.open(file, AGE, () -> now).derive("salts")).isEqualTo(secret);
        assertThat(keys.derive("other")).isNotEqualTo(secret);
        assertThat(TokenKeys.open(directory.resolve("others"), AGE, () -> now).derive("salts"))
                .isNotEqualTo(secret);
    }

    @Test
    void signsWithANewKeyFromTheNextDayOnAndVerifiesWithAll() throws Exception {
        Path file = directory.resolve("token-keys");
        TokenKeys keys = TokenKeys.open(file, AGE, () -> now);
        assertThat(keys.signing().id()).isZero();
        keys.rotate();

        assertThat(keys.signing().id())
                .as("other nodes may not know the new one")
                .isZero();
        assertThat(keys.find(1)).isNotNull();
        now = now.plus(Duration.ofDays(1));
        assertThat(keys.signing().id()).isEqualTo(1);
        assertThat(keys.find(0)).isNotNull();
        assertThat(keys.find(2)).isNull();
    }

    @Test
    void forgetsAKeyWhenItsLastTokenHasExpired() throws Exception {
        TokenKeys keys = TokenKeys.open(directory.resolve("token-keys"), AGE, () -> now);
        now = now.plus(Duration.ofDays(100));
        keys.rotate();
        now = now.plus(Duration.ofDays(60));
        keys.rotate();
        assertThat(keys.find(0)).isNotNull();

        now = now.plus(Duration.ofDays(1));
        keys.rotate();

        assertThat(keys.find(0)).isNull();
        assertThat(keys.find(1)).isNotNull();
        now = now.plus(Duration.ofDays(1));
        assertThat(keys.signing().id()).isEqualTo(3);
    }

    @Test
    void takesUpARotationOfAnotherProcess() throws Exception {
        Path file = directory.resolve("token-keys");
        TokenKeys ours = TokenKeys.open(file, AGE, () -> now);
        TokenKeys.open(file, AGE, () -> now).rotate();

        assertThat(ours.find(1)).isNull();
        assertThat(ours.reloadIfChanged()).isTrue();
        assertThat(ours.reloadIfChanged()).isFalse();

        assertThat(ours.find(1)).isNotNull();
    }

    @Test
    void namesEveryBadLineAndShowsNoSecret() throws Exception {
        Path file = directory.resolve("token-keys");
        Files.writeString(file, "# fine\n0 2026-11-22 c2VjcmV0\n1 yesterday AAAA\n\nnonsense\n");

        assertThatThrownBy(() -> TokenKeys.open(file, AGE, () -> now))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageContaining(file + ":2")
                .hasMessageContaining(file + ":3")
                .hasMessageContaining(file + ":5")
                .hasMessageNotContainingAny("c2VjcmV0", "nonsense");
    }

    @Test
    void keepsItsKeysWhenTheFileHasGoneBad() throws Exception {
        Path file = directory.resolve("token-keys");
        TokenKeys keys = TokenKeys.open(file, AGE, () -> now);
        Files.writeString(file, "");

        assertThatThrownBy(keys::reloadIfChanged)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no key");
        assertThat(keys.signing().id()).isZero();
    }
}
