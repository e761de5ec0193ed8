package org.sluicemta.testing.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that has run to its end.
 *
 * @param command program and arguments
 * @param exitCode 0 to 255; 128 plus the signal when it was killed
 * @param stdout at most 16 MiB of what it wrote, read as UTF-8
 * @param stderr the same for errors
 * @param timedOut whether it was killed because of the time limit
 */
public record ProcessRun(List<String> command, int exitCode, String stdout, String stderr, boolean timedOut) {
    private static final int MAX_OUTPUT = 16 << 20;
    private static final Duration GRACE = Duration.ofSeconds(2);

    public ProcessRun {
        command = List.copyOf(command);
    }

    /** Runs a program with nothing to read; when its time is over it and its children are killed. */
    public static ProcessRun run(Duration limit, String... command) {
        return run(limit, new byte[0], List.of(command));
    }

    /** Runs a program that reads these bytes. */
    public static ProcessRun run(Duration limit, byte[] input, List<String> command) {
        return run(limit, input, command, Map.of(), Path.of("."));
    }

    /**
     * Runs a program.
     *
     * @param limit how long it may take
     * @param input what it reads
     * @param environment variables set besides the inherited ones
     * @param directory where it runs
     * @throws UncheckedIOException when it cannot be started
     */
    public static ProcessRun run(
            Duration limit, byte[] input, List<String> command, Map<String, String> environment, Path directory) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(environment);
            return watch(builder.start(), limit, input, command);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private static ProcessRun watch(Process process, Duration limit, byte[] input, List<String> command) {
        Thread.ofVirtual().name("stdin of " + command.getFirst()).start(() -> feed(process.getOutputStream(), input));
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        boolean timedOut;
        try {
            timedOut = !process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (timedOut) {
                kill(process);
            }
            return new ProcessRun(command, process.waitFor(), text(out), text(err), timedOut);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill(process);
            throw new IllegalStateException("interrupted while " + command + " ran", e);
        }
    }

    private static void kill(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        // By its handle: Process.destroy would close the pipes and lose what was written so far.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.toHandle().destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.toHandle().destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private static void feed(OutputStream stdin, byte[] input) {
        try (stdin) {
            stdin.write(input);
        } catch (IOException e) {
            // The program didn't read all of it, which is fine.
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                byte[] kept = stream.readNBytes(MAX_OUTPUT);
                stream.transferTo(OutputStream.nullOutputStream());
                text.complete(new String(kept, StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }

    // A grandchild may hold the pipe open after the program itself is gone.
    private static String text(CompletableFuture<String> output) {
        return output.completeOnTimeout("(output still held open by a child process)", 5, TimeUnit.SECONDS)
                .exceptionally(failure -> "(output unreadable: " + failure + ")")
                .join();
    }

    /** Whether it ended with 0 in time. */
    public boolean succeeded() {
        return exitCode == 0 && !timedOut;
    }

    /**
     * This run, when it succeeded.
     *
     * @throws IllegalStateException otherwise, with all it wrote
     */
    public ProcessRun orThrow() {
        if (!succeeded()) {
            throw new IllegalStateException(toString());
        }
        return this;
    }

    @Override
    public String toString() {
        return String.join(" ", command) + (timedOut ? " took too long and was killed" : " ended with " + exitCode)
                + "\nstdout:\n" + stdout + "\nstderr:\n" + stderr;
    }
}
