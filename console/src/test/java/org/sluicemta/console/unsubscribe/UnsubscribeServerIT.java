package org.sluicemta.console.unsubscribe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.console.ListFixture;
import org.sluicemta.delivery.feedback.UnsubscribeWay;
import org.sluicemta.delivery.feedback.VerifiedSend;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.EventType;
import org.sluicemta.mail.MessageId;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.PemPair;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.settings.WebListener;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.testing.tls.TestCertificate;

class UnsubscribeServerIT {
    private static final ClientFacts BY_MAIL = ClientFacts.ofMail(null, 100);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final String RECIPIENT = "al@b.eu";

    @TempDir
    Path home;

    private final CollectorRegistry metrics = new CollectorRegistry();
    private ListFixture fixture;
    private UnsubscribeServer server;
    private HttpClient client;
    private String token;

    @BeforeEach
    void start() throws Exception {
        fixture = new ListFixture(home);
        token = fixture.token(RECIPIENT);
        server = UnsubscribeServer.start(
                settings(Optional.empty()), new UnsubscribeHandler(fixture.unsubscribing, metrics));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        fixture.close();
    }

    @Test
    void asksOnGetAndChangesNothing() throws Exception {
        HttpResponse<String> page = get("/u/" + token);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\">", "<button").doesNotContain("<script", RECIPIENT);
        assertThat(page.headers().map())
                .containsEntry("x-robots-tag", List.of("noindex, nofollow"))
                .containsEntry("cache-control", List.of("no-store"))
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy -> assertThat(policy.getFirst()).contains("default-src 'none'", "form-action 'self'"));
        assertThat(fixture.list.size()).isZero();
        assertThat(fixture.events.events()).isEmpty();
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpRequest head =
                request("/u/" + token).method("HEAD", BodyPublishers.noBody()).build();

        HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(fixture.list.size()).isZero();
    }

    @Test
    void unsubscribesFromTheStreamWithOneClick() throws Exception {
        assertThat(post("/u/" + token, FORM, ONE_CLICK).statusCode()).isEqualTo(200);

        Suppression entry = fixture.list.find(RECIPIENT).getFirst();
        assertThat(entry.scope()).isEqualTo(new SuppressionScope.OfStream(ListFixture.ACME, ListFixture.MARKETING));
        assertThat(entry.reason()).isEqualTo(SuppressionReason.UNSUBSCRIBE);
        assertThat(entry.source()).isEqualTo("one-click");
        assertThat(entry.evidence())
                .isEqualTo(
                        fixture.events.events(EventType.UNSUBSCRIBED).getFirst().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {ONE_CLICK + "\r\n", ONE_CLICK + "\n", "\r\n" + ONE_CLICK, ONE_CLICK + "&x=1\r\n", ONE_CLICK + " "
            })
    void takesOneClickWithLineEndsAroundIt(String body) throws Exception {
        assertThat(post("/u/" + token, FORM, body).statusCode()).isEqualTo(200);
        assertThat(fixture.list.find(RECIPIENT)).hasSize(1);
    }

    @Test
    void countsTheSameClickOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(post("/u/" + token, FORM, ONE_CLICK).statusCode()).isEqualTo(200);
        }

        assertThat(fixture.events.events(EventType.UNSUBSCRIBED)).hasSize(1);
        assertThat(metrics.getSampleValue(
                        "sluice_unsubscribe_requests_total", new String[] {"result"}, new String[] {"repeated"}))
                .isEqualTo(19);
    }

    @Test
    void takesAMailThatIsTakenAgainForNoReplayOfItself() throws Exception {
        VerifiedSend send = fixture.sends.find(token).orElseThrow();

        assertThat(fixture.unsubscriptions.note(send, UnsubscribeWay.MAIL, BY_MAIL, new MessageId(1)))
                .isPresent();
        assertThat(fixture.unsubscriptions.note(send, UnsubscribeWay.MAIL, BY_MAIL, new MessageId(2)))
                .isEmpty();
        assertThat(fixture.unsubscriptions.note(send, UnsubscribeWay.MAIL, BY_MAIL, new MessageId(1)))
                .isPresent();
        assertThat(fixture.unsubscriptions.unsubscribe(send, UnsubscribeWay.ONE_CLICK, BY_MAIL))
                .as("a click does not rely on what is not written yet")
                .isTrue();
    }

    @Test
    void takesAMultipartForm() throws Exception {
        String body =
                "--xyz\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--xyz--\r\n";

        assertThat(post("/u/" + token, "multipart/form-data; boundary=xyz", body)
                        .statusCode())
                .isEqualTo(200);

        assertThat(fixture.list.find(RECIPIENT)).hasSize(1);
    }

    @Test
    void takesTheButtonOfItsOwnPageAndATokenInCapitals() throws Exception {
        assertThat(post("/mail/u/" + token.toUpperCase(java.util.Locale.ROOT), FORM, "List-Unsubscribe=Page")
                        .statusCode())
                .isEqualTo(200);

        assertThat(fixture.list.find(RECIPIENT).getFirst().source()).isEqualTo("unsubscribe-page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "List-Unsubscribe=", "a=b", "%", "List-Unsubscribe=One-Click-Not"})
    void refusesAFormThatDoesNotAskForIt(String body) throws Exception {
        assertThat(post("/u/" + token, FORM, body).statusCode()).isEqualTo(400);
        assertThat(post("/u/" + token, "multipart/form-data; boundary=xyz", body)
                        .statusCode())
                .isEqualTo(400);

        assertThat(fixture.list.size()).isZero();
    }

    @Test
    void refusesABodyAboveItsBound() throws Exception {
        String body = ONE_CLICK + "&x=" + "y".repeat(UnsubscribeForm.MOST_BYTES);

        assertThat(post("/u/" + token, FORM, body).statusCode()).isEqualTo(400);

        assertThat(fixture.list.size()).isZero();
    }

    @Test
    void answersOthersWhileHundredsDripTheirBodies() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                slow.add(beginPost());
            }
            assertThat(post("/u/" + token, FORM, ONE_CLICK).statusCode()).isEqualTo(200);

            Socket last = slow.getLast();
            last.getOutputStream().write(ONE_CLICK.substring(1).getBytes(US_ASCII));
            assertThat(new String(last.getInputStream().readNBytes(15), US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void cutsOffAtAStopWhoSendsNoMore() throws Exception {
        try (Socket slow = beginPost("Expect: 100-continue\r\n", "")) {
            // The body is asked for, so the request is being read.
            String begun = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(slow.getInputStream().readNBytes(begun.length()), US_ASCII))
                    .isEqualTo(begun);
            server.close();

            assertThat(new String(slow.getInputStream().readAllBytes(), US_ASCII))
                    .as("up to its end")
                    .startsWith("HTTP/1.1 500 ")
                    .contains("\r\nConnection: close\r\n");
        }
    }

    @Test
    void endsAConnectionWhoseFirstRequestDoesNotArrive() throws Exception {
        try (UnsubscribeServer impatient = UnsubscribeServer.start(
                        settings(Optional.empty()),
                        new UnsubscribeHandler(fixture.unsubscribing, new CollectorRegistry()),
                        Duration.ofSeconds(3));
                Socket drip = new Socket("127.0.0.1", impatient.endpoint().port());
                Socket proven = new Socket("127.0.0.1", impatient.endpoint().port())) {
            drip.getOutputStream().write('G');
            byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
            proven.getOutputStream().write(request);
            byte[] answer = proven.getInputStream().readNBytes(15);
            assertThat(drip.getInputStream().read()).as("ended").isEqualTo(-1);
            proven.getOutputStream().write(request);
            assertThat(answer).startsWith("HTTP/1.1 404".getBytes(US_ASCII));
            assertThat(proven.getInputStream().read()).as("goes on").isNotEqualTo(-1);
        }
    }

    private Socket beginPost() throws IOException {
        return beginPost("", ONE_CLICK.substring(0, 1));
    }

    private Socket beginPost(String moreHeaders, String begun) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.endpoint().port());
        socket.setSoTimeout(30_000);
        String head = "POST /u/" + token + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM + "\r\nContent-Length: "
                + ONE_CLICK.length() + "\r\n" + moreHeaders + "\r\n" + begun;
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return socket;
    }

    @Test
    void tellsNothingAboutWhatIsNoTokenOfOurs() throws Exception {
        String forged = token.substring(0, 20) + (token.charAt(20) == 'a' ? 'b' : 'a') + token.substring(21);
        HttpResponse<String> elsewhere = get("/any/where");

        for (String path : List.of("/u/" + forged, "/u/x", "/u/", "/u/a/b", "/")) {
            assertThat(get(path).statusCode()).isEqualTo(404);
            assertThat(get(path).body()).isEqualTo(elsewhere.body());
            assertThat(post(path, FORM, ONE_CLICK).statusCode()).isEqualTo(404);
        }
        fixture.clock.advance(Duration.ofDays(62));
        assertThat(post("/u/" + token, FORM, ONE_CLICK).body()).isEqualTo(elsewhere.body());
        assertThat(fixture.list.size()).isZero();
    }

    @Test
    void answersAPathAsDeepAsAHeadMayHold() throws Exception {
        assertThat(get("/a".repeat(3_900)).statusCode()).isEqualTo(404);
        assertThat(get("/a".repeat(3_900) + "/u/" + token).statusCode()).isEqualTo(200);
    }

    @Test
    void knowsNoOtherMethods() throws Exception {
        HttpRequest delete = request("/u/" + token).DELETE().build();

        assertThat(client.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void promisesNothingThatIsNotOnDisk() throws Exception {
        fixture.events.breakDisk(new IOException("disk full"));
        assertThat(post("/u/" + token, FORM, ONE_CLICK).statusCode()).isEqualTo(503);
    }

    @Test
    void servesTlsFromPemFiles() throws Exception {
        PemPair pair = new PemPair(home.resolve("u.key"), home.resolve("u.pem"));
        TestCertificate.selfSigned(Instant.parse("2026-11-22T00:00:00Z"), "localhost")
                .writePem(pair.certificates(), pair.privateKey());
        try (UnsubscribeServer secure = UnsubscribeServer.start(
                        settings(Optional.of(pair)),
                        new UnsubscribeHandler(fixture.unsubscribing, new CollectorRegistry()));
                HttpClient trusting = HttpClient.newBuilder()
                        .sslContext(TestCertificate.trustAnything())
                        .build()) {
            URI link = URI.create("https://localhost:" + secure.endpoint().port() + "/u/" + token);

            assertThat(trusting.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void namesTheFileThatHoldsNoKey() {
        PemPair missing = new PemPair(home.resolve("conf/sluice.xml"), home.resolve("conf/sluice.xml"));

        assertThatThrownBy(() -> UnsubscribeServer.start(
                        settings(Optional.of(missing)),
                        new UnsubscribeHandler(fixture.unsubscribing, new CollectorRegistry())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sluice.xml: holds no PEM private key");
    }

    private static UnsubscribeSettings settings(Optional<PemPair> tls) {
        return new UnsubscribeSettings(
                Optional.of(URI.create("https://mail.example")), new WebListener(new Endpoint("127.0.0.1", 0), tls));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.endpoint().port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return client.send(
                request(path)
                        .header("Content-Type", type)
                        .timeout(Duration.ofSeconds(60))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
