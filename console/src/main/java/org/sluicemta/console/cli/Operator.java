package org.sluicemta.console.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.sluicemta.console.jmx.Callers;
import org.sluicemta.disk.FileTrouble;
import org.sluicemta.storage.StoreException;

/** Who runs the command, for the audit. */
final class Operator {
    private Operator() {}

    /** {@code cli:anna}: the user behind sudo if there is one, else the owner of the process. */
    static String name() {
        String person = System.getenv("SUDO_USER");
        return Callers.CLI + (person == null || person.isBlank() ? owner() : person);
    }

    /** The owner of the process itself, because cron, systemd and containers don't set USER. */
    private static String owner() {
        return ProcessHandle.current()
                .info()
                .user()
                .orElseGet(() ->
                        System.getenv().getOrDefault("LOGNAME", System.getenv().getOrDefault("USER", "unknown")));
    }

    /** Throws StoreException if a directory, or the one it would be created in, belongs to another user. */
    static void requireOwner(Path directory) {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there)) {
            there = Objects.requireNonNull(there.getParent(), "the root directory exists");
        }
        try {
            String owner = Files.getOwner(there).getName();
            if (ProcessHandle.current()
                    .info()
                    .user()
                    .filter(us -> !us.equals(owner))
                    .isPresent()) {
                throw new StoreException(there + " belongs to user " + owner + ". Run the command as that user");
            }
        } catch (IOException e) {
            throw new StoreException("cannot tell whose " + there + " is: " + FileTrouble.of(e), e);
        }
    }
}
