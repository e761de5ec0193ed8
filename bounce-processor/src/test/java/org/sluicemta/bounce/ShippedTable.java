package org.sluicemta.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.response.ResponseTable;

/** The table of answers and the phrases as they are shipped, read once. */
final class ShippedTable {
    private static final ServerConfiguration SHIPPED = load();
    static final ResponseTable TABLE = SHIPPED.responses();
    static final PhraseBook PHRASES = SHIPPED.phrases();

    private ShippedTable() {}

    static BounceProcessor processor() {
        return new BounceProcessor(BounceLimits.defaults(), TABLE, () -> PHRASES);
    }

    private static ServerConfiguration load() {
        try {
            Path home = Files.createTempDirectory("sluice-responses");
            try {
                ShippedConfiguration.copyTo(home);
                return new ConfigurationLoader(ChainClassCheck.NONE).load(home, home, Map.of());
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
