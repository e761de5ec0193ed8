package org.sluicemta.keys.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.settings.PemPair;
import org.sluicemta.testing.tls.TestCertificate;

class PemReloadTest {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private PemPair pair;
    private final Instant now = InstantSource.system().instant();
    private final TestCertificate first = TestCertificate.selfSigned(now, "one.example");
    private final TestCertificate second = TestCertificate.selfSigned(now, "two.example");
    private final TestCertificate expired = TestCertificate.selfSigned(now.minus(Duration.ofDays(4000)), "old.example");
    private long nanos;

    @BeforeEach
    void write() throws Exception {
        pair = new PemPair(directory.resolve("key"), directory.resolve("crt"));
        first.writePem(pair.certificates(), pair.privateKey());
    }

    private PemReload<CertifiedKey> open() throws Exception {
        return new PemReload<>(
                "the certificate",
                CertifiedKey.files(pair),
                LOOK_EVERY,
                () -> nanos,
                () -> CertifiedKey.read(pair),
                key -> List.of(key.certificate()));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static X509Certificate of(PemReload<CertifiedKey> files) {
        return files.current().certificate();
    }

    @Test
    void loadsWhatHasChangedAtTheNextLook() throws Exception {
        PemReload<CertifiedKey> files = open();
        Files.delete(pair.privateKey());
        Files.delete(pair.certificates());
        second.writePem(pair.certificates(), pair.privateKey());

        assertThat(of(files)).isEqualTo(first.certificate());
        pass(LOOK_EVERY);
        assertThat(files.latest().certificate()).isEqualTo(first.certificate());
        assertThat(of(files)).isEqualTo(second.certificate());
        assertThat(files.latest().certificate()).isEqualTo(second.certificate());
    }

    @Test
    void keepsWhatItHasWhenTheFilesCannotBeUsed() throws Exception {
        PemReload<CertifiedKey> files = open();
        Files.writeString(pair.privateKey(), "nothing");
        pass(LOOK_EVERY);
        assertThat(of(files)).isEqualTo(first.certificate());

        Files.delete(pair.certificates());
        pass(LOOK_EVERY);
        assertThat(of(files)).isEqualTo(first.certificate());

        Files.delete(pair.privateKey());
        expired.writePem(pair.certificates(), pair.privateKey());
        pass(LOOK_EVERY);
        assertThat(of(files)).isEqualTo(first.certificate());

        Files.delete(pair.privateKey());
        Files.delete(pair.certificates());
        second.writePem(pair.certificates(), pair.privateKey());
        pass(LOOK_EVERY);
        assertThat(of(files)).isEqualTo(second.certificate());
    }

    /** At start there is nothing better. */
    @Test
    void beginsWithAnExpiredCertificateButNotWithAWrongKey() throws Exception {
        Files.delete(pair.privateKey());
        Files.delete(pair.certificates());
        expired.writePem(pair.certificates(), pair.privateKey());
        assertThat(of(open())).isEqualTo(expired.certificate());

        Files.delete(pair.certificates());
        second.writePem(pair.certificates(), directory.resolve("other"));
        assertThatThrownBy(this::open)
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("does not belong to the certificate");
    }
}
