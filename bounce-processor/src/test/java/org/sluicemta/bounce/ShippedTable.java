package org.sluicemta.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.response.ResponseTable;

/** The table of answers as it is shipped, read once. */
final class ShippedTable {
    static final ResponseTable TABLE = load();

    private ShippedTable() {}

    static BounceProcessor processor() {
        return new BounceProcessor(BounceLimits.defaults(), TABLE);
    }

    private static ResponseTable load() {
        try {
            Path home = Files.createTempDirectory("sluice-responses");
            try {
                ShippedConfiguration.copyTo(home);
                return new ConfigurationLoader(ChainClassCheck.NONE)
                        .load(home, home, Map.of())
                        .responses();
            } finally {
                delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigurationException e) {
            throw new IllegalStateException("the shipped configuration is wrong", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
