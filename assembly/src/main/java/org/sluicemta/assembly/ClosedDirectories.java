package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.settings.ServerSettings;

/** Closes the server's directories to everybody else, before anything secret is read from them or written into them. */
final class ClosedDirectories {
    /** What we make in a home. One with other directories, as /opt or a checkout has, is not ours alone. */
    private static final Set<String> OURS = Set.of("conf", "data", "log");

    private ClosedDirectories() {}

    /** @throws ConfigurationException naming everything that others may open and that is not ours to change */
    static void close(Path home, ServerSettings settings) throws IOException, ConfigurationException {
        Narrowing narrowing = new Narrowing();
        if (isOursAlone(home)) {
            narrowing.directory(home);
        }
        narrowing.tree(home.resolve("conf"), keys(settings));
        narrowing.directory(settings.dkimKeys());
        narrowing.wholeTree(settings.dataDirectory());
        narrowing.wholeTree(settings.logDirectory());
        narrowing.wholeTree(settings.broker().directory());
        List<Problem> problems = narrowing.problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** A key that others could read is refused: it may be compromised. */
    private static Set<Path> keys(ServerSettings settings) {
        Set<Path> keys = new HashSet<>(Set.of(settings.tokenKeys(), settings.dkimKeys()));
        settings.suppression().hashKey().ifPresent(keys::add);
        return keys;
    }

    private static boolean isOursAlone(Path home) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry) && !OURS.contains(String.valueOf(entry.getFileName()))) {
                    return false;
                }
            }
        }
        return true;
    }
}
