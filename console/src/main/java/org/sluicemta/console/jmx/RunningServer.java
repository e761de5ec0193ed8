package org.sluicemta.console.jmx;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.disk.OwnerOnlyFile;
import org.sluicemta.settings.Endpoint;

/**
 * Where a running server can be reached, kept as {@code server.json} in its data directory while it runs.
 *
 * @param processStarted when the process began, in milliseconds since 1970; distinguishes it from a later one with the
 *     same id
 * @param listeners address and port by listener name
 */
public record RunningServer(
        long pid, long processStarted, Endpoint jmx, Endpoint http, Map<String, Endpoint> listeners) {
    private static final String FILE = "server.json";
    // A command may be older or newer than the server it looks for.
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    /** The system counts from its own start, whose time it may correct slightly. */
    private static final long CLOCK_SLACK_MILLIS = 10_000;

    public RunningServer {
        listeners = Map.copyOf(listeners);
    }

    /** This process. */
    public static RunningServer here(Endpoint jmx, Endpoint http, Map<String, Endpoint> listeners) {
        ProcessHandle process = ProcessHandle.current();
        return new RunningServer(
                process.pid(), started(process).map(Instant::toEpochMilli).orElse(0L), jmx, http, listeners);
    }

    /** Returns false if it was killed and left its file behind. */
    public boolean stillRuns() {
        return ProcessHandle.of(pid).filter(this::isThis).isPresent();
    }

    private boolean isThis(ProcessHandle process) {
        return started(process)
                .map(began -> Math.abs(began.toEpochMilli() - processStarted) < CLOCK_SLACK_MILLIS)
                // On a system that hides others' processes, all we know is that the id exists.
                .orElse(true);
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant();
    }

    /** Replaces the file atomically: a reader sees either the old one or the new one. */
    public void write(Path dataDirectory) throws IOException {
        OwnerOnlyFile.replace(
                dataDirectory.resolve(FILE),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /** Throws NoSuchFileException if no server runs there. */
    public static RunningServer read(Path dataDirectory) throws IOException {
        return JSON.readValue(Files.readAllBytes(dataDirectory.resolve(FILE)), RunningServer.class);
    }

    public static void remove(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(FILE));
    }
}
