package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.crash.AccountedLoad;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.process.FreePort;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/**
 * What does not fit into the heap, in a server whose heap is half of what is shipped: all of it must go through. Sizes are
 * those at which all of it together would fill the heap, and no larger, for the sake of time.
 */
class SmallHeapIT {
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String SENDER = "sender@back.example.test";
    private static final int MIB = 1 << 20;

    @TempDir
    private Path home;

    private SmtpSink sink;

    @BeforeEach
    void start() throws IOException {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(1_000, 16L * MIB));
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void deliversLargeMailThatWasDeferredThroughRetriesAndARestart() throws Exception {
        int messages = 40;
        sink.script(SinkScript.of(
                SinkRule.at(SinkPhase.END_OF_DATA).firstPerRecipient(2).answer(451, "4.3.0 later")));
        try (ServerProcess server = server(sink.port(), "3s")) {
            AccountedLoad load =
                    new AccountedLoad(server.listener("relay"), SENDER, "large.example.test", 0, 5 * MIB, messages);
            load.run(10, messages - 1);
            assertThat(load.answered()).hasSize(messages);
            sink.awaitCounts(counts -> counts.command("DATA") >= 2L * messages, BOUND);
            server.kill();
        }
        try (ServerProcess server = server(sink.port(), "3s")) {
            awaitArrived(names("n", messages, "large.example.test"));
            assertThat(server.terminate(BOUND)).isTrue();
        }
        assertNothingRanOut();
    }

    @Test
    void tellsTheSenderOfManyUnknownRecipientsOfALargeMessage() throws Exception {
        int recipients = 40;
        List<String> unknown = names("u", recipients, "unknown.example.test");
        sink.script(SinkScript.of(SinkRule.at(SinkPhase.RCPT)
                .recipientMatching("u.*@unknown\\.example\\.test")
                .answer(550, "5.1.1 No such user")));
        try (ServerProcess server = server(sink.port(), "3s");
                SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.setPatience(BOUND);
            client.expect(220);
            client.expect(250, "EHLO client.example.test");
            client.expect(250, "MAIL FROM:<" + SENDER + "> RET=FULL");
            for (String recipient : unknown) {
                client.expect(250, "RCPT TO:<" + recipient + ">");
            }
            client.expect(354, "DATA");
            client.sendRaw(SmtpClient.dotStuffed(message(10 * MIB)));
            client.expect(250);
            Set<String> told = ConcurrentHashMap.newKeySet();
            Pattern field = Pattern.compile("Final-Recipient: rfc822; *(\\S+)");
            while (!told.containsAll(unknown)) {
                sink.awaitMessage(message -> isAbout(message, field, told), BOUND);
            }
            assertThat(sink.messages()).allMatch(notice -> notice.size() < MIB);
            assertThat(server.terminate(BOUND)).isTrue();
        }
        assertNothingRanOut();
    }

    /** True when it tells of a recipient that was not told of before. */
    private static boolean isAbout(ReceivedMessage notice, Pattern field, Set<String> told) {
        Matcher matcher = field.matcher(notice.text());
        Set<String> found = ConcurrentHashMap.newKeySet();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return told.addAll(found);
    }

    @Test
    void staysOpenWithABacklogForManyDeadDomains() throws Exception {
        int domains = 200;
        int each = 48;
        edit("egress.xml", "own-lane-threshold=\"500\"", "own-lane-threshold=\"5\"");
        edit(
                "egress.xml",
                "<next-hops/>",
                "<next-hops><next-hop domain=\"live.example.test\" host=\"127.0.0.1:" + sink.port()
                        + "\"/></next-hops>");
        try (FreePort dead = FreePort.onLoopback()) {
            try (ServerProcess server = server(dead.number(), "5m")) {
                sendToDomains(server, domains, each);
                sendLive(server, 1);
                server.kill();
            }
            try (ServerProcess server = server(dead.number(), "5m")) {
                sendToDomains(server, domains, 1);
                sendLive(server, 2);
                assertThat(server.terminate(BOUND)).isTrue();
            }
        }
        assertNothingRanOut();
    }

    private void sendToDomains(ServerProcess server, int domains, int each) throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            for (int sender = 0; sender < 10; sender++) {
                int first = sender;
                sent.add(senders.submit(() -> {
                    try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
                        client.setPatience(BOUND);
                        client.expect(220);
                        client.expect(250, "EHLO client.example.test");
                        for (int i = first; i < domains * each; i += 10) {
                            WireReply reply = client.deliver(
                                    SENDER, List.of("x@d" + i % domains + ".example.test"), message(4096));
                            assertThat(reply.code()).isEqualTo(250);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    private void sendLive(ServerProcess server, int number) throws Exception {
        String recipient = "live" + number + "@live.example.test";
        WireReply reply = SmtpClient.deliverTo(
                server.listener("relay"), "client.example.test", SENDER, List.of(recipient), message(4096));
        assertThat(reply.code()).isEqualTo(250);
        awaitArrived(List.of(recipient));
    }

    private ServerProcess server(int relayPort, String wait) throws IOException, InterruptedException {
        Map<String, String> environment = TestServers.relayingTo(relayPort);
        environment.put("SLUICE_RETRY_WAITS", wait);
        environment.put("SLUICE_SLOT_WIDTH", "1s");
        return ServerProcess.start(TestServers.command(home, "256m"), environment, home.resolve("errors.log"), BOUND);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = home.resolve("conf").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private void awaitArrived(List<String> recipients) {
        recipients.forEach(
                recipient -> sink.awaitMessage(message -> message.recipients().contains(recipient), BOUND));
    }

    /** Neither the heap nor what admission watches. */
    private void assertNothingRanOut() throws IOException {
        assertThat(home.resolve("errors.log")).content().doesNotContain("OutOfMemoryError");
        assertThat(home.resolve("errors.log")).content().doesNotContain("new mail is refused");
    }

    private static List<String> names(String start, int count, String domain) {
        return IntStream.range(0, count).mapToObj(i -> start + i + "@" + domain).collect(Collectors.toList());
    }

    private static byte[] message(int size) {
        String header = "From: <" + SENDER + ">\r\nSubject: heap\r\n\r\n";
        String line = "A line of plain text that fills the message up to the size asked for.\r\n";
        return (header + line.repeat(Math.max(1, (size - header.length()) / line.length()))).getBytes(US_ASCII);
    }
}
