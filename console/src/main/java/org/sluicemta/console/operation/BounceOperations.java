package org.sluicemta.console.operation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.BounceLimits;
import org.sluicemta.bounce.BounceProcessor;
import org.sluicemta.bounce.ParsedReport;
import org.sluicemta.bounce.ReportedRecipient;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ReportTables;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.keys.returnpath.SignedReturnPathTokens;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.settings.ServerSettings;

/**
 * What can be asked about files of returned mail: they are parsed as a server of the home would parse them. Changes
 * nothing, and needs no server.
 */
public final class BounceOperations {
    private static final int BUFFER = 1 << 16;

    private final BounceProcessor processor;
    private final ResponseTable responses;
    private final Optional<ReturnPathTokens> tokens;

    private BounceOperations(ReportTables tables, Optional<ReturnPathTokens> tokens) {
        this.responses = tables.responses();
        this.processor = new BounceProcessor(BounceLimits.defaults(), responses, tables::phrases);
        this.tokens = tokens;
    }

    /**
     * @param conf the home's configuration; shipped files stand in for those that it doesn't have yet
     * @throws OperationProblem if the configuration or the keys can't be used
     */
    public static BounceOperations over(Path conf, Path home, Map<String, String> environment, InstantSource clock) {
        try {
            return new BounceOperations(ReportTables.read(conf, environment), tokens(conf, home, environment, clock));
        } catch (ConfigurationException | IOException e) {
            throw OperationProblem.configuration(e);
        }
    }

    /** Verifies tokens with the home's keys; empty if no server has run there yet. */
    private static Optional<ReturnPathTokens> tokens(
            Path conf, Path home, Map<String, String> environment, InstantSource clock)
            throws ConfigurationException, IOException {
        if (!Files.exists(conf.resolve(SluiceFile.NAME))) {
            return Optional.empty();
        }
        ServerSettings settings = new ConfigurationLoader(ChainClassCheck.NONE)
                .load(conf, home, environment)
                .settings();
        if (!Files.exists(settings.tokenKeys())) {
            return Optional.empty();
        }
        TokenKeys keys =
                TokenKeys.open(settings.tokenKeys(), settings.bounceDomain().tokenAge(), clock);
        return Optional.of(new SignedReturnPathTokens(settings.bounceDomain(), keys, clock));
    }

    /** What a message reports. */
    public ParsedReport parse(Path message) throws IOException {
        try (InputStream octets = new BufferedInputStream(Files.newInputStream(message), BUFFER)) {
            return processor.parse(octets);
        }
    }

    /** The class that the response table gives to what is reported of a recipient. */
    public String classOf(ReportedRecipient recipient) {
        return responses.classify(recipient.answer(null)).responseClass().label();
    }

    /** The first of the report's candidates that is a token of ours; null without the home's keys. */
    public @Nullable String tokenOf(ParsedReport report) {
        return tokens.flatMap(ours -> report.tokenCandidates().stream()
                        .filter(candidate -> ours.verify(localPart(candidate)) instanceof TokenCheck.Valid)
                        .findFirst())
                .orElse(null);
    }

    private static String localPart(String candidate) {
        int at = candidate.lastIndexOf('@');
        return at < 0 ? candidate : candidate.substring(0, at);
    }
}
