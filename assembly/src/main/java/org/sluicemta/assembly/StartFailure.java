package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.console.cli.CommandFailure;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.settings.ListenFailure;
import org.sluicemta.store.database.DatabaseException;

/** What a failed start tells the operator: one line with what to do, and an exit code. */
final class StartFailure {
    private StartFailure() {}

    static CommandFailure of(Path home, Exception failure) {
        return switch (failure) {
            case ConfigurationException e -> new CommandFailure(ExitCode.CONFIGURATION, text(e), e);
            // A program that uses the port or the database may end in a moment, so a supervisor should try again.
            case DatabaseException e -> new CommandFailure(ExitCode.UNAVAILABLE, text(e), e);
            case DataInUse e -> new CommandFailure(ExitCode.UNAVAILABLE, text(e), e);
            case ListenFailure e -> new CommandFailure(ExitCode.UNAVAILABLE, text(e), e);
            case AccessDeniedException e ->
                new CommandFailure(
                        ExitCode.NO_PERMISSION,
                        "cannot start in " + home + ": " + e.getFile()
                                + " is not open to this user. Run as the user who owns it, or give it to this one"
                                + " with chown",
                        e);
            case IOException e -> new CommandFailure(ExitCode.IO, "cannot start in " + home + ": " + text(e), e);
            default -> throw new IllegalStateException(failure);
        };
    }

    private static String text(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
