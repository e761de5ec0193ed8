package org.sluicemta.console.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.file.PhrasesFile;
import org.sluicemta.conf.file.ResponsesFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.conf.xml.XmlTreeReader;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.keys.returnpath.SignedReturnPathTokens;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.response.PartyWords;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.settings.ServerSettings;

/** The configuration of a home directory, read by commands that run without a server. */
final class Configurations {
    private Configurations() {}

    /** Throws CommandFailure (configuration) with every problem found. */
    static ServerConfiguration load(HomeOption home) {
        requireConf(home);
        try {
            return new ConfigurationLoader(ChainClassCheck.NONE).load(home.conf(), home.home(), System.getenv());
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /** The home's phrases, or the shipped ones if it has none yet. */
    static PhraseBook phrases(HomeOption home) {
        return read(home, PhrasesFile.NAME, PhrasesFile::read);
    }

    /** The home's response table, or the shipped one if it has none yet. */
    static ResponseTable responses(HomeOption home, PhraseBook phrases) {
        PartyWords parties = new PartyWords(phrases);
        return read(home, ResponsesFile.NAME, (file, problems) -> ResponsesFile.read(file, parties, problems));
    }

    private static <T> T read(HomeOption home, String name, BiFunction<XmlElement, Problems, T> reader) {
        Path own = home.conf().resolve(name);
        if (Files.exists(own)) {
            return read(own, reader);
        }
        try (InputStream shipped = ShippedConfiguration.open(name)) {
            Path copy = Files.createTempFile("sluice-", ".xml");
            try {
                Files.write(copy, shipped.readAllBytes());
                return read(copy, reader);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped " + name, e);
        }
    }

    /** Verifies tokens with the home's keys; empty if no server has run there yet. */
    static Optional<ReturnPathTokens> tokens(HomeOption home) {
        if (!Files.exists(home.conf().resolve("sluice.xml"))) {
            return Optional.empty();
        }
        ServerSettings settings = load(home).settings();
        if (!Files.exists(settings.tokenKeys())) {
            return Optional.empty();
        }
        InstantSource clock = InstantSource.system();
        try {
            TokenKeys keys =
                    TokenKeys.open(settings.tokenKeys(), settings.bounceDomain().tokenAge(), clock);
            return Optional.of(new SignedReturnPathTokens(settings.bounceDomain(), keys, clock));
        } catch (IOException | ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T read(Path file, BiFunction<XmlElement, Problems, T> reader) {
        Problems problems = new Problems();
        Optional<T> found =
                new XmlTreeReader(System.getenv(), problems).read(file).map(tree -> reader.apply(tree, problems));
        try {
            problems.raise();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
        return found.orElseThrow();
    }

    /** Throws CommandFailure (no input) that says how to create one. */
    static void requireConf(HomeOption home) {
        if (!Files.isDirectory(home.conf())) {
            throw new CommandFailure(
                    ExitCode.NO_INPUT,
                    home.conf() + ": no such directory. Make one with: sluice config init --home " + home.home());
        }
    }
}
