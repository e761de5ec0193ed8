package org.sluicemta.console.jmx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.disk.OwnerOnlyFile;

/**
 * Records in the home directory where the data of the last server was, if that is elsewhere. So commands find the
 * server even if only its own environment names the directory.
 */
public final class ServerPointer {
    private static final Logger LOG = LoggerFactory.getLogger(ServerPointer.class);
    private static final String FILE = "data-directory";

    private ServerPointer() {}

    /** A home that can't be written, such as one in /etc, does without. */
    public static void write(Path home, Path dataDirectory) throws IOException {
        Path file = home.resolve(FILE);
        if (dataDirectory.equals(home.resolve("data"))) {
            Files.deleteIfExists(file);
            return;
        }
        byte[] text = (dataDirectory + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (!Files.exists(file) || !read(home).equals(Optional.of(dataDirectory))) {
                OwnerOnlyFile.replace(file, text);
            }
        } catch (FileSystemException e) {
            LOG.info(
                    "Cannot write {} ({}); commands will locate the data directory through sluice.xml and $SLUICE_DATA",
                    file,
                    e.toString());
        }
    }

    public static Optional<Path> read(Path home) throws IOException {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(home.resolve(Path.of(Files.readString(file).strip())));
        } catch (InvalidPathException e) {
            throw new IOException(file + " does not contain a path: " + e.getMessage(), e);
        }
    }
}
