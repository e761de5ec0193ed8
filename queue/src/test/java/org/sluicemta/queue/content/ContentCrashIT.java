package org.sluicemta.queue.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.queue.content.CrashVictim.Message;
import org.sluicemta.testing.event.Waiting;

/** A process with the store is killed again and again, in the middle of puts, releases and compaction. */
class ContentCrashIT {
    private static final int KILLS = 20;
    private static final int MOST_KEPT = 2_000;

    @TempDir
    private Path directory;

    private final Random random = new Random(5);
    private final Map<Long, Message> live = new TreeMap<>();
    private long next;

    @Test
    void whatWasOnDiskIsThereAfterAnyKill() throws Exception {
        Files.createFile(directory.resolve("live"));
        for (int kill = 0; kill < KILLS; kill++) {
            runUntilKilled(500 + random.nextInt(1_500));
            check();
            forgetSome();
            Files.write(
                    directory.resolve("live"),
                    live.values().stream().map(Message::toString).toList());
        }
        assertThat(next).isGreaterThan(5_000);
    }

    private void runUntilKilled(int lines) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        ManagementFactory.getRuntimeMXBean().getClassPath(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        CrashVictim.class.getName(),
                        directory.resolve("content").toString(),
                        directory.resolve("live").toString(),
                        Long.toString(next))
                .redirectError(directory.resolve("errors").toFile())
                .start();
        try (BufferedReader said = victim.inputReader(StandardCharsets.US_ASCII)) {
            for (int i = 0; i < lines; i++) {
                note(said.readLine());
            }
            victim.toHandle().destroyForcibly(); // unlike the process's own, this leaves its output to be read
            said.lines().forEach(this::note);
        }
        assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private void note(@Nullable String line) {
        if (line == null) {
            throw new AssertionError("the victim ended by itself: " + errors());
        } else if (line.startsWith("P ")) {
            Message message = Message.parse(line.substring(2));
            live.put(message.number(), message);
            next = Math.max(next, message.number() + 1);
        } else if (line.startsWith("R ")) {
            live.remove(Long.parseLong(line.substring(2)));
        } else {
            throw new AssertionError(line);
        }
    }

    private List<String> errors() {
        try {
            return Files.readAllLines(directory.resolve("errors"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void check() throws Exception {
        next += 100; // numbers that the victim had begun and not told of
        try (FileContentStore store =
                new FileContentStore(directory.resolve("content"), CrashVictim.TUNING, InstantSource.system())) {
            store.start();
            for (Message message : live.values()) {
                assertThat(TestContent.read(store.open(message.ref())))
                        .as("message %s", message)
                        .isEqualTo(TestContent.octets(message.number(), message.size()));
                store.seen(message.ref(), CrashVictim.RECIPIENTS);
            }
            store.allSeen();
            long held = live.values().stream()
                    .mapToLong(message -> RecordFormat.size(message.ref().length()))
                    .sum();
            assertThat(store.use().held()).isEqualTo(held);
            awaitRoomWonBack(store, held);
            for (Message message : live.values()) {
                assertThat(TestContent.read(store.open(message.ref()))).hasSize(message.size());
            }
        }
    }

    /** A tenth more than is held, and what is not worth a file. */
    private static void awaitRoomWonBack(FileContentStore store, long held) throws Exception {
        long most = held + held / 10 + store.use().segments() * (64L << 10);
        Waiting.until("no more octets than " + most, () -> store.use().octets() <= most);
    }

    /** An operator who cancels mail; else those that stay long would only grow. */
    private void forgetSome() {
        while (live.size() > MOST_KEPT) {
            live.remove(live.keySet().iterator().next());
        }
    }
}
