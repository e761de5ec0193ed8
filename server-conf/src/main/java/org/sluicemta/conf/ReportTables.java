package org.sluicemta.conf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sluicemta.conf.file.PhrasesFile;
import org.sluicemta.conf.file.ResponsesFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.conf.xml.XmlTreeReader;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.response.PartyWords;
import org.sluicemta.response.RuleTable;

/** The two files that returned mail is parsed with. The rest of a configuration need not exist. */
public record ReportTables(PhraseBook phrases, RuleTable responses) {
    /**
     * Reads a home's files, or the shipped one where it has none yet.
     *
     * @throws ConfigurationException with every problem of the first file that has any
     */
    public static ReportTables read(Path conf, Map<String, String> environment) throws ConfigurationException {
        PhraseBook phrases = ownOrShipped(conf, PhrasesFile.NAME, environment, PhrasesFile::read);
        PartyWords parties = new PartyWords(phrases);
        return new ReportTables(
                phrases,
                ownOrShipped(
                        conf,
                        ResponsesFile.NAME,
                        environment,
                        (file, problems) -> ResponsesFile.read(file, parties, problems)));
    }

    private static <T> T ownOrShipped(
            Path conf, String name, Map<String, String> environment, BiFunction<XmlElement, Problems, T> reader)
            throws ConfigurationException {
        Path own = conf.resolve(name);
        if (Files.exists(own)) {
            return read(own, environment, reader);
        }
        try (InputStream shipped = ShippedConfiguration.open(name)) {
            Path copy = Files.createTempFile("sluice-", ".xml");
            try {
                Files.write(copy, shipped.readAllBytes());
                return read(copy, environment, reader);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped " + name, e);
        }
    }

    private static <T> T read(Path file, Map<String, String> environment, BiFunction<XmlElement, Problems, T> reader)
            throws ConfigurationException {
        Problems problems = new Problems();
        Optional<T> found =
                new XmlTreeReader(environment, problems).read(file).map(tree -> reader.apply(tree, problems));
        problems.raise();
        return found.orElseThrow();
    }
}
