package org.sluicemta.console.cli;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.console.operation.OperationProblem;
import org.sluicemta.tenant.TenantConflictException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line. Nouns are its subcommands, verbs theirs. */
@Command(
        name = "sluice",
        description = "A mail server for people who send a lot of mail on behalf of many customers.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        subcommands = {
            QueueCommand.class,
            SourceCommand.class,
            SiteCommand.class,
            SuppressionCommand.class,
            TenantCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            MessageCommand.class,
            EventsCommand.class,
            DkimCommand.class,
            BounceCommand.class
        })
public final class SluiceCommand {
    /**
     * The whole command line.
     *
     * @param parts that check a configuration, for {@code config check}
     * @param more commands of other modules ({@code run}, {@code demo})
     */
    public static CommandLine commandLine(ServerParts parts, Object... more) {
        CommandLine line = new CommandLine(new SluiceCommand());
        line.addSubcommand(new ConfigCommand(parts));
        for (Object command : more) {
            line.addSubcommand(command);
        }
        // Whatever gets here is a bug.
        line.setExitCodeExceptionMapper(fault -> ExitCode.SOFTWARE.code());
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
        line.setParameterExceptionHandler((wrong, words) -> {
            CommandLine command = wrong.getCommandLine();
            command.getErr().println("sluice: " + described(wrong));
            command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE.code();
        });
        return line;
    }

    /** A word where a command should be is counted by picocli as an argument too many. */
    private static String described(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !command.getSubcommands().isEmpty()) {
            String group = command.getCommandSpec().qualifiedName() + " ";
            String word = unmatched.getUnmatched().getFirst();
            return "there is no command \"" + group + word + "\""
                    + Nearest.to(word, command.getSubcommands().keySet())
                            .map(near -> ". Did you mean \"" + group + near + "\"?")
                            .orElse("");
        }
        return String.valueOf(wrong.getMessage());
    }

    private static int explain(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof CommandFailure known) {
            command.getErr().println("sluice: " + known.getMessage());
            return known.exitCode().code();
        }
        if (failure instanceof IllegalArgumentException wrongWord) {
            // Beans and domain classes name the value they can't read.
            command.getErr().println("sluice: " + wrongWord.getMessage());
            return ExitCode.USAGE.code();
        }
        if (failure instanceof TenantConflictException refused) {
            command.getErr().println("sluice: " + refused.getMessage());
            return ExitCode.DATA.code();
        }
        if (failure instanceof OperationProblem refused) {
            command.getErr().println("sluice: " + refused.what());
            return exitCode(refused.kind()).code();
        }
        if (failure instanceof UndeclaredThrowableException away && away.getCause() instanceof IOException reason) {
            command.getErr()
                    .println("sluice: the server went away in the middle (" + reason
                            + "). Start it again, check what was done, and repeat the command");
            return ExitCode.UNAVAILABLE.code();
        }
        throw failure;
    }

    private static ExitCode exitCode(OperationProblem.Kind kind) {
        return switch (kind) {
            case FORBIDDEN -> ExitCode.NO_PERMISSION;
            case NOT_FOUND, CONFLICT -> ExitCode.DATA;
            case UNAVAILABLE -> ExitCode.UNAVAILABLE;
            case STORAGE -> ExitCode.IO;
            case CONFIGURATION -> ExitCode.CONFIGURATION;
        };
    }
}
