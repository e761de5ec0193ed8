package org.sluicemta.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.sluicemta.bounce.ParsedReport;
import org.sluicemta.bounce.ReportJson;
import org.sluicemta.bounce.ReportedRecipient;
import org.sluicemta.console.jmx.RotatedKeyRow;
import org.sluicemta.console.operation.BounceOperations;
import org.sluicemta.disk.FileTrouble;
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
        BounceOperations bounces =
                BounceOperations.over(home.conf(), home.home(), System.getenv(), InstantSource.system());
        ReportJson json = new ReportJson(bounces::classOf, bounces::tokenOf);
        PrintWriter out = spec.commandLine().getOut();
        boolean allRead = true;
        for (Path file : files) {
            try {
                ParsedReport report = bounces.parse(file);
                out.println(output.json() ? json.line(file.toString(), report) : words(file, report, bounces));
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
        RotatedKeyRow key = ServerOrStore.keys(home, keys -> keys.rotateReturnPath(Operator.name()));
        spec.commandLine().getOut().println("new key in " + key.file() + ", signs from " + key.from() + " on");
        return ExitCode.OK.code();
    }

    private static String words(Path file, ParsedReport report, BounceOperations bounces) {
        StringBuilder text = new StringBuilder(file + ": " + report.kind());
        for (ReportedRecipient recipient : report.recipients()) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(recipient.address())
                    .append(", ")
                    .append(recipient.severity().word())
                    .append(", ")
                    .append(bounces.classOf(recipient));
            String diagnostic = recipient.diagnostic();
            if (diagnostic != null) {
                text.append(": ").append(diagnostic);
            }
        }
        return text.toString();
    }
}
