package org.sluicemta.conf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sluicemta.chain.ChainPlan;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.file.ConfiguredListener;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.file.MailetContainerFile;
import org.sluicemta.conf.file.PhrasesFile;
import org.sluicemta.conf.file.ResponsesFile;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.conf.file.SmtpServerFile;
import org.sluicemta.conf.file.TenantsFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.Setting;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.conf.xml.XmlTreeReader;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.response.PartyWords;
import org.sluicemta.response.RuleTable;
import org.sluicemta.settings.ServerSettings;

/** Reads a configuration directory whole. Opens nothing but its files and changes nothing. */
public final class ConfigurationLoader {
    private final ChainClassCheck classes;

    /** @param classes says which mailets and matchers exist */
    public ConfigurationLoader(ChainClassCheck classes) {
        this.classes = classes;
    }

    /**
     * @param confDir holds the files
     * @param homeDir what relative directories are below
     * @param environment for {@code ${env:NAME}}
     * @throws ConfigurationException with all problems of all files
     */
    public ServerConfiguration load(Path confDir, Path homeDir, Map<String, String> environment)
            throws ConfigurationException {
        return load(confDir, homeDir, environment, new Problems());
    }

    /** The same, recording the settings read in the problems. */
    ServerConfiguration load(Path confDir, Path homeDir, Map<String, String> environment, Problems problems)
            throws ConfigurationException {
        Files files = new Files(confDir, new XmlTreeReader(environment, problems), problems);
        Optional<ServerSettings> settings =
                files.read(SluiceFile.NAME, (file, found) -> SluiceFile.read(file, homeDir, found));
        Optional<EgressPlan> egress =
                files.read(EgressFile.NAME, (file, found) -> EgressFile.read(file, homeDir, found));
        Optional<PhraseBook> phrases = files.read(PhrasesFile.NAME, PhrasesFile::read);
        PartyWords parties = new PartyWords(phrases.orElseGet(() -> new PhraseBook(Map.of())));
        Optional<RuleTable> responses =
                files.read(ResponsesFile.NAME, (file, found) -> ResponsesFile.read(file, parties, found));
        Optional<List<ConfiguredTenant>> tenants = files.read(TenantsFile.NAME, TenantsFile::read);
        Optional<List<ConfiguredListener>> listeners =
                files.read(SmtpServerFile.NAME, (file, found) -> SmtpServerFile.read(file, homeDir, found));
        Optional<ChainPlan> chain =
                files.read(MailetContainerFile.NAME, (file, found) -> MailetContainerFile.read(file, classes, found));
        problems.raise();
        ServerConfiguration whole = new ServerConfiguration(
                settings.orElseThrow(),
                egress.orElseThrow(),
                responses.orElseThrow(),
                phrases.orElseThrow(),
                tenants.orElseThrow(),
                listeners.orElseThrow(),
                chain.orElseThrow(),
                problems.places());
        CrossReferences.check(whole, problems);
        problems.raise();
        return whole;
    }

    /** The settings of the server's own file, as far as it can be read. */
    List<Setting> serverSettings(Path confDir, Path homeDir, Map<String, String> environment) {
        Problems problems = new Problems();
        new Files(confDir, new XmlTreeReader(environment, problems), problems)
                .read(SluiceFile.NAME, (file, found) -> SluiceFile.read(file, homeDir, found));
        return problems.settings();
    }

    /** Where the data is, if the server's own file can be read. Other faults don't matter. */
    public Optional<Path> dataDirectory(Path confDir, Path homeDir, Map<String, String> environment) {
        Problems ignored = new Problems();
        return new Files(confDir, new XmlTreeReader(environment, ignored), ignored)
                .read(SluiceFile.NAME, (file, found) -> SluiceFile.read(file, homeDir, found))
                .map(ServerSettings::dataDirectory);
    }

    private record Files(Path directory, XmlTreeReader reader, Problems problems) {
        <T> Optional<T> read(String name, BiFunction<XmlElement, Problems, T> read) {
            return reader.read(directory.resolve(name)).map(file -> read.apply(file, problems));
        }
    }
}
