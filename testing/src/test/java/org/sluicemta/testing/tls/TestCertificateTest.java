package org.sluicemta.testing.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.time.MutableClock;

class TestCertificateTest {
    @TempDir
    Path directory;

    @Test
    void isTrustedByThoseWhoTrustItAndByNobodyElse() throws Exception {
        TestCertificate shown = TestCertificate.selfSigned(new MutableClock().instant(), "127.0.0.1", "mx.example");
        TestCertificate other = TestCertificate.selfSigned(new MutableClock().instant(), "127.0.0.1");
        assertThat(shown.certificate().getSubjectAlternativeNames()).hasSize(2);
        try (SmtpSink sink =
                SmtpSink.start(SinkOptions.onLoopback().withImplicitTls().withCertificate(shown))) {
            try (SmtpClient client = SmtpClient.connect(sink.address())) {
                assertThat(client.handshake(shown.trustingContext()).getPeerCertificates())
                        .containsExactly(shown.certificate());
            }
            try (SmtpClient client = SmtpClient.connect(sink.address())) {
                assertThatThrownBy(() -> client.handshake(other.trustingContext()))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void writesPem() throws Exception {
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        TestCertificate.selfSigned(new MutableClock().instant(), "mx.example").writePem(certificate, key);
        assertThat(Files.readString(certificate))
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .endsWith("-----END CERTIFICATE-----\n");
        assertThat(Files.readString(key)).contains("BEGIN PRIVATE KEY");
    }
}
