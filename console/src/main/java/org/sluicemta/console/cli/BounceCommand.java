package org.sluicemta.console.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.BounceLimits;
import org.sluicemta.bounce.BounceProcessor;
import org.sluicemta.bounce.ParsedReport;
import org.sluicemta.bounce.ReportJson;
import org.sluicemta.bounce.ReportedRecipient;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.disk.FileTrouble;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.settings.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice bounce …}: reads returned mail without a server. */
@Command(
        name = "bounce",
        description = "Parse bounces and complaints; manage return-path keys.",
        mixinStandardHelpOptions = true)
final class BounceCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            description = "Say what each file reports: bounce, delay, delivered, complaint, auto-reply,"
                    + " carried (a forwarded report) or none.",
            mixinStandardHelpOptions = true)
    int parse(
            @Mixin HomeOption home,
            @Mixin OutputOption output,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "a message file, RFC 5322")
                    List<Path> files) {
        PhraseBook phrases = Configurations.phrases(home);
        ResponseTable responses = Configurations.responses(home, phrases);
        Optional<ReturnPathTokens> tokens = Configurations.tokens(home);
        ReportJson json =
                new ReportJson(recipient -> classOf(responses, recipient), report -> verifiedToken(tokens, report));
        BounceProcessor processor = new BounceProcessor(BounceLimits.defaults(), responses, () -> phrases);
        PrintWriter out = spec.commandLine().getOut();
        boolean allRead = true;
        for (Path file : files) {
            try (InputStream message = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                ParsedReport report = processor.parse(message);
                out.println(output.json() ? json.line(file.toString(), report) : words(file, report, responses));
            } catch (NoSuchFileException e) {
                spec.commandLine().getErr().println("sluice: there is no file " + file);
                allRead = false;
            } catch (IOException e) {
                spec.commandLine().getErr().println("sluice: cannot read " + file + ": " + FileTrouble.of(e));
                allRead = false;
            }
        }
        out.flush();
        return (allRead ? ExitCode.OK : ExitCode.NO_INPUT).code();
    }

    @Command(
            description = "Create a new return-path key. It starts signing the next day (UTC): copy the file to every"
                    + " other node before that. Servers load it within 30 seconds. Older keys verify as long as"
                    + " tokens are valid.",
            mixinStandardHelpOptions = true)
    int rotate(@Mixin HomeOption home) {
        ServerSettings settings = Configurations.load(home).settings();
        Path file = settings.tokenKeys();
        try {
            LocalDate from = TokenKeys.open(file, settings.bounceDomain().tokenAge(), InstantSource.system())
                    .rotate();
            spec.commandLine().getOut().println("new key in " + file + ", signs from " + from + " on");
            return ExitCode.OK.code();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IO, "cannot write " + file + ": " + FileTrouble.of(e), e);
        }
    }

    private static String words(Path file, ParsedReport report, ResponseTable responses) {
        StringBuilder text = new StringBuilder(file + ": " + report.kind());
        for (ReportedRecipient recipient : report.recipients()) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(recipient.address())
                    .append(", ")
                    .append(recipient.severity().word())
                    .append(", ")
                    .append(classOf(responses, recipient));
            String diagnostic = recipient.diagnostic();
            if (diagnostic != null) {
                text.append(": ").append(diagnostic);
            }
        }
        return text.toString();
    }

    private static String classOf(ResponseTable responses, ReportedRecipient recipient) {
        return responses.classify(recipient.answer(null)).responseClass().label();
    }

    /** The first candidate that is one of our tokens; null without a home's keys. */
    private static @Nullable String verifiedToken(Optional<ReturnPathTokens> tokens, ParsedReport report) {
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
