package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventType;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.EventJson;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.testing.mail.Messages;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.SmtpClient;

/** How tests set up a server: free ports on loopback, everything delivered to one sink. */
final class TestServers {
    private static final Duration COMMAND = Duration.ofMinutes(2);

    private TestServers() {}

    /** Environment of a server that takes mail on free ports and relays all of it to this port. */
    static Map<String, String> relayingTo(int sinkPort) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SLUICE_BIND", "127.0.0.1");
        environment.put("SLUICE_RELAYHOST", "127.0.0.1:" + sinkPort);
        for (String port : List.of("SMTP", "SUBMISSION", "SMTPS", "HTTP", "JMX")) {
            environment.put("SLUICE_" + port + "_PORT", "0");
        }
        return environment;
    }

    /** The command line of a server as a process of its own, with the class path and the Java of this one. */
    static List<String> command(Path home) {
        return command(home, "512m");
    }

    /** As {@link #command(Path)}, with a heap of so much; it ends when that runs out, as the one that is shipped does. */
    static List<String> command(Path home, String heap) {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ManagementFactory.getRuntimeMXBean().getClassPath(),
                "org.sluicemta.assembly.Main",
                "run",
                "--home",
                home.toString());
    }

    /** A command of the command line, as a process of its own. */
    static ProcessRun cli(Path home, String input, String... words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ManagementFactory.getRuntimeMXBean().getClassPath(),
                "org.sluicemta.assembly.Main"));
        command.addAll(List.of(words));
        command.addAll(List.of("--home", home.toString()));
        return ProcessRun.run(COMMAND, input.getBytes(StandardCharsets.UTF_8), command);
    }

    /** Changes a file that has the old text. */
    static void replace(Path file, String old, String text) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(old);
        Files.writeString(file, before.replace(old, text));
    }

    /**
     * What the journal has of a type, oldest first. What happens after a message has left isn't in it for certain when
     * the sink has the message: wait for that with {@link SluiceServer#onEvent}.
     */
    static List<Event> events(SluiceServer server, EventType type) throws Exception {
        server.injector()
                .getInstance(EventJournal.class)
                .flushed()
                .toCompletableFuture()
                .get();
        Path log = server.injector().getInstance(ServerSettings.class).logDirectory();
        return new JournalReader(log)
                .read(EventCursor.BEGINNING, 1_000, EnumSet.of(type)).lines().stream()
                        .map(EventJson::parse)
                        .toList();
    }

    /** Sends a small message through the relay listener, which accepts it. */
    static void send(SluiceServer server, String sender, String recipient) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO app.example");
            assertThat(client.deliver(sender, List.of(recipient), Messages.simple(sender, recipient, "Hi", "text"))
                            .code())
                    .isEqualTo(250);
        }
    }
}
