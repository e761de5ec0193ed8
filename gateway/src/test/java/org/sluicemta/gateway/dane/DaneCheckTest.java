package org.sluicemta.gateway.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.testing.tls.TestAuthority;
import org.sluicemta.testing.tls.TestCertificate;

/** Certificates of all kinds against TLSA records of all kinds. */
class DaneCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String HOST = "mx.example.org";

    private final X509Certificate own =
            TestCertificate.selfSigned(NOW, "other.example").certificate();
    private final TestAuthority authority = TestAuthority.named(NOW, "authority");

    private static Tlsa record(int usage, int selector, int matching, X509Certificate certificate) throws Exception {
        byte[] selected = selector == 0
                ? certificate.getEncoded()
                : certificate.getPublicKey().getEncoded();
        byte[] data = switch (matching) {
            case 1 -> MessageDigest.getInstance("SHA-256").digest(selected);
            case 2 -> MessageDigest.getInstance("SHA-512").digest(selected);
            default -> selected;
        };
        return new Tlsa(usage, selector, matching, HexFormat.of().formatHex(data));
    }

    private static Optional<String> check(Tlsa record, X509Certificate... chain) {
        return DaneCheck.fault(List.of(record), List.of(chain), HOST, NOW);
    }

    private X509Certificate issued(Duration validFor, String name) {
        return authority.issue(validFor, "dns:" + name).certificate();
    }

    /** RFC 7672 section 3.1.1: neither its name nor who signed it counts. */
    @ParameterizedTest
    @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
    void believesTheServersOwnCertificate(int selector, int matching) throws Exception {
        assertThat(check(record(3, selector, matching, own), own)).isEmpty();
        assertThat(check(record(3, selector, matching, own), issued(Duration.ofDays(1), HOST)))
                .contains("no TLSA record matches the certificate");
    }

    @Test
    void believesTheServersOwnCertificateAlsoWhenItHasExpired() throws Exception {
        X509Certificate expired = TestCertificate.selfSigned(
                        NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)), HOST)
                .certificate();

        assertThat(check(record(3, 1, 1, expired), expired)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
    void believesWhatAnAuthorityOfTheChainHasSigned(int selector, int matching) throws Exception {
        Tlsa record = record(2, selector, matching, authority.certificate());

        assertThat(check(record, issued(Duration.ofDays(1), HOST), authority.certificate()))
                .isEmpty();
        assertThat(check(record, issued(Duration.ofDays(1), "*.example.org"), authority.certificate()))
                .isEmpty();
    }

    @Test
    void refusesWhatTheAuthorityHasNotSigned() throws Exception {
        Tlsa record = record(2, 0, 1, authority.certificate());
        X509Certificate forged = TestCertificate.selfSigned(NOW, HOST).certificate();

        assertThat(check(record, forged, authority.certificate()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("the certificate is not valid: "));
        assertThat(check(record, issued(Duration.ofDays(1), HOST))).contains("no TLSA record matches the certificate");
    }

    @Test
    void refusesAnotherHostsCertificateOfTheAuthority() throws Exception {
        Tlsa record = record(2, 0, 1, authority.certificate());

        assertThat(check(record, issued(Duration.ofDays(1), "mx.example.net"), authority.certificate()))
                .contains("the certificate is not one of mx.example.org");
        assertThat(check(record, authority.issue(Duration.ofDays(1)).certificate(), authority.certificate()))
                .contains("the certificate is not one of mx.example.org");
    }

    @Test
    void refusesAnExpiredCertificateOfTheAuthority() throws Exception {
        X509Certificate expired = issued(Duration.ofDays(-1), HOST);

        assertThat(check(record(2, 0, 1, authority.certificate()), expired, authority.certificate()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("the certificate is not valid: "));
    }

    @Test
    void needsOneRecordOfMany() throws Exception {
        List<Tlsa> records = List.of(
                record(2, 1, 1, authority.certificate()),
                record(3, 1, 1, TestCertificate.selfSigned(NOW, HOST).certificate()),
                record(3, 1, 2, own));

        assertThat(DaneCheck.fault(records, List.of(own), HOST, NOW)).isEmpty();
    }

    @Test
    void refusesAServerWithoutACertificate() throws Exception {
        assertThat(check(record(3, 1, 1, own))).contains("the server showed no certificate");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 64, true",
        "2, 0, 2, 128, true",
        "3, 0, 0, 2, true",
        "0, 0, 1, 64, false",
        "1, 1, 1, 64, false",
        "4, 1, 1, 64, false",
        "3, 2, 1, 64, false",
        "3, 1, 3, 64, false",
        "3, 1, 1, 62, false",
        "3, 1, 2, 64, false",
        "3, 1, 0, 0, false",
    })
    void knowsWhatCanBeChecked(int usage, int selector, int matching, int digits, boolean usable) {
        assertThat(new Tlsa(usage, selector, matching, "a".repeat(digits)).isUsable())
                .isEqualTo(usable);
    }
}
