package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.event.EventType;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** A chain that takes too long: what its client is told, and what becomes of its thread. */
class ChainTimeIT {
    private static final String HOLDING = "<processors><processor state='root'>"
            + "<mailet match='All' class='org.sluicemta.smtp.HoldMail'/>"
            + "<mailet match='All' class='org.sluicemta.smtp.StageMail'/></processor></processors>";
    /** Long enough for a chain that nothing holds, on a busy machine. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final SmtpSettings TWO_THREADS = new SmtpSettings(
            ClientLimits.DEFAULTS, AdmissionSettings.DEFAULTS, "Idempotency-Key", new ChainSettings(2, LONGEST));

    @TempDir
    Path home;

    private final CountDownLatch gate = new CountDownLatch(1);
    private FrontDoorFixture server;

    @BeforeEach
    void start() throws Exception {
        HoldMail.GATES.put("held", gate);
        server = FrontDoorFixture.relay(home, TWO_THREADS, HOLDING);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        HoldMail.GATES.remove("held");
        server.close();
    }

    @Test
    void answersInTimeCommitsNothingAndKeepsTheSession() throws Exception {
        try (SmtpClient client = server.greeted()) {
            assertThat(sent(client, "held")).startsWith("451 4.3.0");
            assertThat(chains("overdue")).isEqualTo(1);
            assertThat(sent(client, "free")).startsWith("250");
            gate.countDown();
            awaitChains("overdue", 0);
            assertThat(sent(client, "held")).startsWith("250");
        }
        assertThat(server.handOff.taken.total()).isEqualTo(2);
        assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
        assertThat(server.events.count(EventType.RECEIVED)).isEqualTo(2);
    }

    @Test
    void isNotAliveWhileAllThreadsAreInChainsPastTheirTime() throws Exception {
        try (SmtpClient client = server.greeted()) {
            assertThat(server.door.chainProblem()).isEmpty();
            assertThat(sent(client, "held")).startsWith("451");
            assertThat(server.door.chainProblem()).isEmpty();
            assertThat(sent(client, "held")).startsWith("451");
            assertThat(server.door.chainProblem().orElseThrow()).startsWith("all 2 threads");
            // Its turn does not come in time.
            assertThat(sent(client, "free")).startsWith("451");
            gate.countDown();
            awaitChains("overdue", 0);
            assertThat(server.door.chainProblem()).isEmpty();
            assertThat(sent(client, "free")).startsWith("250");
        }
        assertThat(server.handOff.taken.total()).isEqualTo(1);
    }

    @Test
    void waitsForACommitHoweverLongItTakes() throws Exception {
        server.handOff.gate = new CountDownLatch(1);
        try (SmtpClient client = server.greeted()) {
            CompletableFuture.delayedExecutor(2 * LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(server.handOff.gate::countDown);
            assertThat(sent(client, "free")).startsWith("250");
        }
        assertThat(server.handOff.taken.total()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForARouteThatHangs() throws Exception {
        for (String key : List.of("", "Idempotency-Key: k1\r\n")) {
            CountDownLatch routes = new CountDownLatch(1);
            server.handOff.routes = routes;
            try (SmtpClient client = server.greeted()) {
                assertThat(sent(client, "free\r\n" + key)).startsWith("451 4.3.0");
                assertThat(chains("overdue")).isEqualTo(1);
                routes.countDown();
                awaitChains("overdue", 0);
                assertThat(server.handOff.taken.total()).isZero();
            }
        }
        assertThat(server.events.count(EventType.REJECTED)).isEqualTo(2);
    }

    private static String sent(SmtpClient client, String subject) throws Exception {
        client.expect(250, "MAIL FROM:<a@x.example>");
        client.expect(250, "RCPT TO:<b@y.example>");
        client.expect(354, "DATA");
        client.sendRaw(("Subject: " + subject.strip() + "\r\n\r\nx\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        WireReply reply = client.readReply();
        return reply.code() + " " + reply.text();
    }

    private double chains(String state) {
        return server.registry.getSampleValue("sluice_smtp_chains", new String[] {"state"}, new String[] {state});
    }

    private void awaitChains(String state, int count) throws Exception {
        Waiting.until(count + " chains " + state, () -> chains(state) == count);
    }
}
