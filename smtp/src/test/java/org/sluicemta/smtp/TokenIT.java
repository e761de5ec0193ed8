package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** OAUTHBEARER and XOAUTH2 with tokens of an issuer made here. */
class TokenIT {
    private static final Instant NOW = InstantSource.system().instant();
    private static final String ISSUER = "https://login.example.org/";
    private static final String RULES = "<issuer>" + ISSUER + "</issuer><audience>mail</audience><claim>email</claim>"
            + "<scope>mail.send</scope><oidcConfigurationURL>https://login.example.org/about</oidcConfigurationURL>";

    @TempDir
    Path home;

    private ECKey key;

    @BeforeEach
    void makeKey() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        writeKeys(key);
    }

    @Test
    void logsInWithATokenByBothMechanisms() throws Exception {
        try (FrontDoorFixture server = inFile(RULES);
                SmtpClient client = server.greeted()) {
            assertThat(client.startTls()).isNotNull();
            assertThat(client.expect(250, "EHLO c.example").lines())
                    .contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 OAUTHBEARER XOAUTH2 PLAIN LOGIN");
            client.expect(235, "AUTH OAUTHBEARER " + bearer("", token(good())));
        }
        try (FrontDoorFixture server = inFile(RULES)) {
            for (String user : List.of("", "app@acme.example", "acme-app")) {
                assertThat(xoauth2(server, user, token(good())).code()).isEqualTo(235);
            }
            try (SmtpClient client = encrypted(server)) {
                client.expect(334, "AUTH XOAUTH2");
                client.expect(235, base64("user=\u0001auth=bearer " + token(good()) + "\u0001\u0001"));
                client.expect(250, "MAIL FROM:<a@acme.example>");
            }
        }
    }

    @Test
    void saysWhatIsWrongBeforeItRefuses() throws Exception {
        try (FrontDoorFixture server = inFile(RULES);
                SmtpClient client = encrypted(server)) {
            WireReply why = client.expect(334, "AUTH OAUTHBEARER " + bearer("", "no.token.atall"));
            assertThat(plain(why))
                    .isEqualTo("{\"status\":\"invalid_token\",\"openid-configuration\":"
                            + "\"https://login.example.org/about\",\"scope\":\"mail.send\"}");
            assertThat(client.expect(535, "AQ==").text()).startsWith("5.7.8");
            why = client.expect(334, "AUTH XOAUTH2 " + base64("user=x\u0001auth=Bearer a.b.c\u0001\u0001"));
            assertThat(plain(why)).isEqualTo("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail.send\"}");
            client.expect(535, "");
        }
    }

    @Test
    void refusesTokensThatAreNotForUs() throws Exception {
        refuses(List.of(
                good().issuer("https://other.example/"),
                good().audience("web"),
                good().claim("scope", "mail.read"),
                good().claim("email", "nobody@acme.example"),
                good().claim("email", null),
                good().claim("email", "two words"),
                good().claim("email_verified", false)));
        try (FrontDoorFixture server = inFile(RULES)) {
            assertThat(oauthbearer(server, "a=acme-new", token(good())).code()).isEqualTo(535);
        }
    }

    @Test
    void refusesTokensThatAreNotForNow() throws Exception {
        try (FrontDoorFixture server = inFile(RULES + "<leeway>120</leeway>")) {
            assertThat(oauthbearer(server, "", token(good().expirationTime(at(-5))))
                            .code())
                    .isEqualTo(235);
        }
        refuses(List.of(good().expirationTime(at(-600)), good().expirationTime(null), good().notBeforeTime(at(600))));
    }

    /** Fewer at a time than an address may fail. */
    private void refuses(List<JWTClaimsSet.Builder> tokens) throws Exception {
        try (FrontDoorFixture server = inFile(RULES + "<leeway>120</leeway>")) {
            for (JWTClaimsSet.Builder claims : tokens) {
                assertThat(oauthbearer(server, "", token(claims)).code())
                        .as("%s", claims.build())
                        .isEqualTo(535);
            }
        }
    }

    @Test
    void refusesTokensThatAreNotSignedByTheIssuer() throws Exception {
        try (FrontDoorFixture server = inFile(RULES)) {
            ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
            assertThat(oauthbearer(server, "", signed(stranger, good())).code()).isEqualTo(535);
            assertThat(oauthbearer(server, "", new PlainJWT(good().build()).serialize())
                            .code())
                    .isEqualTo(535);
            // The public key taken for a shared secret, RFC 8725 section 2.1
            SignedJWT confused = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), good().build());
            confused.sign(new MACSigner(key.toECPublicKey().getEncoded()));
            assertThat(oauthbearer(server, "", confused.serialize()).code()).isEqualTo(535);
            String[] parts = token(good()).split("\\.");
            String changed =
                    base64(good().claim("email", "x@acme.example").build().toString());
            assertThat(oauthbearer(server, "", parts[0] + "." + changed.replace("=", "") + "." + parts[2])
                            .code())
                    .isEqualTo(535);
        }
    }

    @Test
    void takesNewKeysOfTheFile() throws Exception {
        try (FrontDoorFixture server = inFile(RULES)) {
            assertThat(oauthbearer(server, "", token(good())).code()).isEqualTo(235);
            ECKey next = new ECKeyGenerator(Curve.P_256).keyID("second").generate();
            writeKeys(next);
            assertThat(oauthbearer(server, "", signed(next, good())).code()).isEqualTo(235);
            assertThat(oauthbearer(server, "", token(good())).code()).isEqualTo(535);
            Files.writeString(home.resolve("keys.json"), "{}");
            assertThat(oauthbearer(server, "", token(good())).code()).isEqualTo(454);
        }
    }

    @Test
    void fetchesKeysOnceAndAsksToTryAgainWhenItCannot() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        AtomicInteger status = new AtomicInteger(200);
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetched.incrementAndGet();
            byte[] body = new JWKSet(key).toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        String keys = "<jwksURL>http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys</jwksURL>";
        try {
            try (FrontDoorFixture server = tokens(RULES + keys)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(oauthbearer(server, "", token(good())).code()).isEqualTo(235);
                }
                assertThat(fetched).hasValue(1);
            }
            status.set(500);
            try (FrontDoorFixture server = tokens(RULES + keys)) {
                WireReply later = oauthbearer(server, "", token(good()));
                assertThat(later.code()).isEqualTo(454);
                assertThat(later.text()).startsWith("4.7.0");
            }
        } finally {
            issuer.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
    void curlSubmitsWithAToken(String mechanism) throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.CURL), DebianTools.missingText(DebianTools.CURL));
        Path message = Files.writeString(home.resolve("message"), "Subject: x\r\n\r\nx\r\n");
        try (FrontDoorFixture server = inFile(RULES)) {
            String url = "smtp://127.0.0.1:" + server.address("relay").getPort();
            List<String> command = List.of(
                    DebianTools.CURL.path(),
                    "--silent",
                    "--show-error",
                    "--insecure",
                    "--ssl-reqd",
                    "--max-time",
                    "15",
                    "--url",
                    url,
                    "--mail-from",
                    "a@acme.example",
                    "--mail-rcpt",
                    "b@there.example",
                    "--upload-file",
                    message.toString(),
                    "--user",
                    "app@acme.example:",
                    "--oauth2-bearer",
                    token(good()),
                    "--login-options",
                    "AUTH=" + mechanism);
            ProcessRun run = ProcessRun.run(Duration.ofSeconds(60), new byte[0], command);
            assertThat(run.stdout() + run.stderr()).isEmpty();
            assertThat(server.handOff.taken.total()).isEqualTo(1);
        }
    }

    @Test
    void refusesMessagesThatAreNotOfTheMechanism() throws Exception {
        try (FrontDoorFixture server = inFile(RULES);
                SmtpClient client = encrypted(server)) {
            for (String message :
                    List.of("", "n,,", "user=x\u0001auth=Bearer x\u0001\u0001", "p=tls-unique,,\u0001\u0001")) {
                client.expect(501, "AUTH OAUTHBEARER " + (message.isEmpty() ? "=" : base64(message)));
            }
            client.expect(501, "AUTH XOAUTH2 " + base64("n,,\u0001auth=Bearer x\u0001\u0001"));
            WireReply why = client.expect(334, "AUTH OAUTHBEARER " + base64("n,,\u0001host=mx.example\u0001\u0001"));
            assertThat(plain(why)).contains("invalid_request");
            client.expect(535, "AQ==");
        }
    }

    private FrontDoorFixture inFile(String rules) throws Exception {
        return tokens(rules + "<jwksFile>keys.json</jwksFile>");
    }

    private FrontDoorFixture tokens(String rules) throws Exception {
        return FrontDoorFixture.untrusted(
                home,
                FrontDoorFixture.tls("startTLS") + "<auth><announce>always</announce><oidc>" + rules
                        + "</oidc></auth>");
    }

    private void writeKeys(ECKey written) throws Exception {
        Files.writeString(home.resolve("keys.json"), new JWKSet(written).toString());
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of("web", "mail"))
                .expirationTime(at(300))
                .claim("email", "app@acme.example")
                .claim("scope", "openid mail.send");
    }

    private static Date at(long secondsFromNow) {
        return Date.from(NOW.plus(Duration.ofSeconds(secondsFromNow)));
    }

    private String token(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(key, claims);
    }

    private static String signed(ECKey by, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(by.getKeyID()).build(), claims.build());
        token.sign(new ECDSASigner(by));
        return token.serialize();
    }

    private static String bearer(String authorization, String token) {
        return base64("n," + authorization + ",\u0001host=mx.example\u0001port=587\u0001auth=Bearer " + token
                + "\u0001\u0001");
    }

    private static WireReply oauthbearer(FrontDoorFixture server, String authorization, String token) throws Exception {
        return ended(server, "AUTH OAUTHBEARER " + bearer(authorization, token));
    }

    private static WireReply xoauth2(FrontDoorFixture server, String user, String token) throws Exception {
        return ended(server, "AUTH XOAUTH2 " + base64("user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001"));
    }

    private static WireReply ended(FrontDoorFixture server, String line) throws Exception {
        try (SmtpClient client = encrypted(server)) {
            WireReply reply = client.command(line);
            return reply.code() == 334 ? client.command("AQ==") : reply;
        }
    }

    private static SmtpClient encrypted(FrontDoorFixture server) throws Exception {
        SmtpClient client = server.greeted();
        client.startTls();
        client.expect(250, "EHLO c.example");
        return client;
    }

    private static String plain(WireReply reply) {
        return new String(Base64.getDecoder().decode(reply.text()), UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
