package org.sluicemta.console.jmx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.remote.JMXServiceURL;
import org.sluicemta.disk.OwnerOnlyFile;

/**
 * The address for JMX clients, in a file next to the secret while the server runs. It identifies the connector's object
 * by a number that can't be guessed, and only the server's user can change the file.
 */
public final class ControlUrl {
    private static final String FILE = "control-url";

    private ControlUrl() {}

    public static void write(Path dataDirectory, JMXServiceURL url) throws IOException {
        OwnerOnlyFile.replace(dataDirectory.resolve(FILE), (url + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Throws NoSuchFileException if no server runs there. */
    public static JMXServiceURL read(Path dataDirectory) throws IOException {
        return new JMXServiceURL(Files.readString(dataDirectory.resolve(FILE)).strip());
    }

    public static void remove(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(FILE));
    }
}
