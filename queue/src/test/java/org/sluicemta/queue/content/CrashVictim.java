package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that puts and releases content until it is killed. It says of each message that its content is on disk, after
 * it is ({@code P number size ref}), and that it is released, before it is ({@code R number}).
 */
final class CrashVictim {
    static final ContentTuning TUNING =
            new ContentTuning(256 << 10, 32 << 10, 1 << 20, 0, Duration.ofSeconds(20), Duration.ofMillis(5), 64 << 20);
    static final int[] RECIPIENTS = {0, 1};
    private static final int WRITERS = 8;
    private static final int KEPT = 300;

    private final PrintStream out;
    private final FileContentStore store;
    private final AtomicLong next;
    private final Queue<Message> live = new ConcurrentLinkedQueue<>();

    /** A message whose content is in the store. */
    record Message(long number, int size, ContentRef ref) {
        static Message parse(String text) {
            String[] fields = text.split(" ", -1);
            return new Message(Long.parseLong(fields[0]), Integer.parseInt(fields[1]), ContentRef.parse(fields[2]));
        }

        @Override
        public String toString() {
            return number + " " + size + " " + ref;
        }
    }

    private CrashVictim(PrintStream out, FileContentStore store, long first) {
        this.out = out;
        this.store = store;
        this.next = new AtomicLong(first);
    }

    /** Arguments: the store's directory, the file of the messages that are in it, the first number that is free. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        FileContentStore store = new FileContentStore(Path.of(arguments[0]), TUNING, InstantSource.system());
        store.start();
        CrashVictim victim = new CrashVictim(out, store, Long.parseLong(arguments[2]));
        victim.inherit(Files.readAllLines(Path.of(arguments[1])));
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(victim.next.get() + writer);
            Thread.ofPlatform().start(() -> victim.work(random));
        }
        new CountDownLatch(1).await();
    }

    private void inherit(List<String> messages) {
        for (String line : messages) {
            Message message = Message.parse(line);
            store.seen(message.ref(), RECIPIENTS);
            live.add(message);
        }
        store.allSeen();
    }

    private void work(Random random) {
        try {
            while (true) {
                put(next.getAndIncrement(), random.nextInt(random.nextInt(20) == 0 ? 100_000 : 6_000));
                while (live.size() > KEPT) {
                    release();
                }
            }
        } catch (IOException e) {
            say("E " + e);
        }
    }

    private void put(long number, int size) throws IOException {
        ContentRef ref = store.put(TestContent.of(number, size), RECIPIENTS);
        store.awaitDurable(ref);
        Message message = new Message(number, size, ref);
        say("P " + message);
        // Some stay long, so that compaction has something to move.
        if (number % 5 > 0) {
            live.add(message);
        }
    }

    private void release() {
        Message message = live.poll();
        if (message != null) {
            say("R " + message.number());
            store.release(message.ref(), new int[] {0});
            store.release(message.ref(), new int[] {1});
        }
    }

    private synchronized void say(String line) {
        out.print(line + "\n"); // one write, so that no line is cut by the end
        out.flush();
    }
}
