package org.sluicemta.conf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files that the tests read. */
final class TestFiles {
    private TestFiles() {}

    static Path resource(String name) {
        URL found = Objects.requireNonNull(TestFiles.class.getResource("/" + name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The project's own directory, from that of any of its rooms. */
    static Path project() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("server-conf"))) {
            at = Objects.requireNonNull(at.getParent(), "not inside the project");
        }
        return at;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
