package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.console.cli.CommandFailure;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.disk.FileTrouble;
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
            case AccessDeniedException e -> new CommandFailure(ExitCode.NO_PERMISSION, noStart(home, e), e);
            case IOException e -> new CommandFailure(ExitCode.IO, noStart(home, e), e);
            default -> throw new IllegalStateException(failure);
        };
    }

    private static String noStart(Path home, IOException e) {
        return "cannot start in " + home + ": " + FileTrouble.of(e);
    }

    private static String text(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
