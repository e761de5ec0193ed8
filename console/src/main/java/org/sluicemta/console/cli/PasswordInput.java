package org.sluicemta.console.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.Credential;

/** Reads a password from a source that other users of the machine can't see; never from the command line. */
final class PasswordInput {
    private static final String VARIABLE = "SLUICE_TENANT_PASSWORD";

    private PasswordInput() {}

    /** From the environment, else from the terminal, typed twice, else the first line of standard input. */
    static String read() {
        return Credential.checkPassword(given());
    }

    private static String given() {
        String given = System.getenv(VARIABLE);
        Console console = System.console();
        if (given != null) {
            return given;
        }
        return console == null ? line(System.in) : typed(console);
    }

    private static String typed(Console console) {
        String first = text(console.readPassword("Password: "));
        String second = text(console.readPassword("Again: "));
        if (!first.equals(second)) {
            throw new CommandFailure(ExitCode.USAGE, "the two passwords differ. Enter the same one twice");
        }
        return first;
    }

    private static String text(char @Nullable [] typed) {
        if (typed == null || typed.length == 0) {
            throw none();
        }
        return new String(typed);
    }

    /** The first line of a stream, in UTF-8. */
    static String line(InputStream in) {
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw none();
            }
            return line;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IO, "the password cannot be read: " + e.getMessage(), e);
        }
    }

    private static CommandFailure none() {
        return new CommandFailure(
                ExitCode.USAGE, "a credential needs a password. Type it, pipe it in, or set " + VARIABLE);
    }
}
