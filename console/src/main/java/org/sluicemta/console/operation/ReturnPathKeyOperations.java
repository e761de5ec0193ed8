package org.sluicemta.console.operation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import javax.inject.Inject;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.disk.FileTrouble;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.settings.ServerSettings;

/**
 * What can be done with the keys of return paths. They are in a file, which a running server reloads when it changes.
 */
public final class ReturnPathKeyOperations {
    private final Path file;
    private final Period tokenAge;
    private final InstantSource clock;
    private final Audit audit;

    @Inject
    public ReturnPathKeyOperations(ServerSettings settings, InstantSource clock, Audit audit) {
        this.file = settings.tokenKeys();
        this.tokenAge = settings.bounceDomain().tokenAge();
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * A new key.
     *
     * @param from the first day on which it signs
     */
    public record Rotated(Path file, LocalDate from) {}

    /** Adds a new key and drops those that are too old to verify anything. One at a time, or a key would be lost. */
    public synchronized Rotated rotate(Caller.Operator caller) {
        return audit.record(caller, "bounce rotate", "return-path key", () -> {
            try {
                LocalDate from = TokenKeys.open(file, tokenAge, clock).rotate();
                return Audit.Done.of(new Rotated(file, from), "added, signs from " + from + " on");
            } catch (ConfigurationException e) {
                throw OperationProblem.configuration(e);
            } catch (IOException e) {
                throw OperationProblem.storage("cannot write " + file + ": " + FileTrouble.of(e), e);
            }
        });
    }
}
