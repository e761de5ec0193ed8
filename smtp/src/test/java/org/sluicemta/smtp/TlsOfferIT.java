package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.ProcessRun;

/** What OpenSSL's client finds offered, and what it cannot get, on both kinds of TLS. */
class TlsOfferIT {
    /** Lets the client offer what Debian's configuration would not. */
    private static final String WEAKEST = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";

    private static final int ALERT = 21;
    private static final int CLOSED = -1;

    @TempDir
    Path home;

    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.OPENSSL), DebianTools.missingText(DebianTools.OPENSSL));
        server = FrontDoorFixture.listeners(
                home,
                FrontDoorFixture.listener("relay", FrontDoorFixture.tls("startTLS")),
                FrontDoorFixture.listener("submissions", FrontDoorFixture.tls("socketTLS")));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3,TLSv1.3", "-tls1_2,TLSv1.2"})
    void speaksWhatIsSound(String option, String protocol) {
        for (String listener : List.of("relay", "submissions")) {
            assertThat(talk(listener, "", option)).contains("New, " + protocol + ", Cipher is ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_1", "-tls1"})
    void refusesWhatIsBroken(String option) {
        for (String listener : List.of("relay", "submissions")) {
            assertThat(talk(listener, "", option, "-cipher", WEAKEST))
                    .contains("New, (NONE), Cipher is (NONE)")
                    .doesNotContain("BEGIN CERTIFICATE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RC4", "3DES", "DES", "eNULL", "aNULL", "EXPORT", "MD5", "IDEA", "SEED", "PSK", "SRP"})
    void agreesOnNoWeakCipher(String ciphers) {
        String answer = talk("submissions", "", "-tls1_2", "-cipher", ciphers + ":@SECLEVEL=0");
        // Some OpenSSL no longer knows the weakest: then nothing is sent, which is as good.
        assertThat(answer.contains("no cipher match") || answer.contains("Cipher is (NONE)"))
                .as(answer)
                .isTrue();
    }

    @Test
    void answersHellosOfSslWithAnAlertOrNotAtAll() throws Exception {
        // OpenSSL's client no longer speaks these: SSL 3.0 (RFC 6101) and SSL 2.0, each offering RC4 and 3DES.
        String ssl3 = "160300002f" + "0100002b" + "0300" + "00".repeat(32) + "00" + "0004" + "0005000a" + "0100";
        String ssl2 = "802e" + "010002" + "0006" + "0000" + "0010" + "010080" + "0700c0" + "00".repeat(16);
        for (String hello : List.of(ssl3, ssl2)) {
            try (Socket socket = new Socket()) {
                socket.connect(server.address("submissions"));
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(HexFormat.of().parseHex(hello));
                assertThat(socket.getInputStream().read()).isIn(ALERT, CLOSED);
            }
        }
    }

    @Test
    void compressesNothing() {
        for (String option : List.of("-tls1_3", "-tls1_2")) {
            assertThat(talk("submissions", "", option, "-comp")).contains("Compression: NONE");
        }
    }

    @Test
    void saysThatItRenegotiatesSecurelyAndDoesNotDoIt() {
        String answer = talk("submissions", "R\n", "-tls1_2");
        assertThat(answer).contains("Secure Renegotiation IS supported").contains("RENEGOTIATING");
        assertThat(answer).doesNotContain("read R BLOCK\nverify return:1");
        assertThat(answer).containsAnyOf("unexpected eof", "write:errno", "Connection reset", "closed");
    }

    @Test
    void resumesSessions() {
        Path session = home.resolve("session");
        talk("submissions", "QUIT\r\n", "-tls1_2", "-sess_out", session.toString());
        assertThat(talk("submissions", "QUIT\r\n", "-tls1_2", "-sess_in", session.toString()))
                .contains("Reused, TLSv1.2");
    }

    private String talk(String listener, String input, String... options) {
        List<String> command = new ArrayList<>(List.of(
                DebianTools.OPENSSL.path(),
                "s_client",
                "-connect",
                "127.0.0.1:" + server.address(listener).getPort()));
        if (listener.equals("relay")) {
            command.addAll(List.of("-starttls", "smtp"));
        }
        command.addAll(List.of(options));
        ProcessRun run = ProcessRun.run(Duration.ofSeconds(60), input.getBytes(US_ASCII), command);
        return run.stdout() + run.stderr();
    }
}
