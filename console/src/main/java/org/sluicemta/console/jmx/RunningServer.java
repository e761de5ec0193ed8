package org.sluicemta.console.jmx;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.sluicemta.settings.Endpoint;

/**
 * Where a running server can be reached, kept as {@code server.json} in its data directory while it runs.
 *
 * @param listeners address and port by listener name
 */
public record RunningServer(long pid, Endpoint jmx, Endpoint http, Map<String, Endpoint> listeners) {
    private static final String FILE = "server.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public RunningServer {
        listeners = Map.copyOf(listeners);
    }

    /** Writes the file whole: a reader sees the old one or the new one. */
    public void write(Path dataDirectory) throws IOException {
        Path fresh = dataDirectory.resolve(FILE + ".new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        Files.move(
                fresh,
                dataDirectory.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Throws NoSuchFileException when no server runs there. */
    public static RunningServer read(Path dataDirectory) throws IOException {
        return JSON.readValue(Files.readAllBytes(dataDirectory.resolve(FILE)), RunningServer.class);
    }

    public static void remove(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(FILE));
    }
}
