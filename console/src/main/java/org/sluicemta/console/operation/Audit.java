package org.sluicemta.console.operation;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.audit.AuditEntry;
import org.sluicemta.store.audit.AuditTrail;

/**
 * Records who did what, or was refused, and the result: in the database for {@code sluice audit list}, and as a line in
 * the log {@code sluice.audit}.
 */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("sluice.audit");

    private final Consumer<AuditEntry> trail;
    private final InstantSource clock;

    @Inject
    public Audit(AuditTrail trail, InstantSource clock) {
        this(trail::add, clock);
    }

    /** @param trail throws StoreException if it can't store an entry */
    public Audit(Consumer<AuditEntry> trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What an operation did.
     *
     * @param before its subject's state before, or empty
     * @param after its state after, or empty
     * @param result in words
     */
    record Done<T>(T value, String before, String after, String result) {
        static <T> Done<T> of(T value, String result) {
            return new Done<>(value, "", "", result);
        }
    }

    /** An operation. */
    @FunctionalInterface
    interface Work<T> {
        Done<T> run();
    }

    /**
     * Runs an operation and records it, even if it is refused or fails.
     *
     * @param verb as on the command line: {@code queue purge}
     * @param subject what it is done to
     */
    <T> T record(Caller caller, String verb, String subject, Work<T> work) {
        return record(caller, verb, subject, work, reason -> reason);
    }

    /** @param told how much of the reason for a refusal may be recorded */
    <T> T record(Caller caller, String verb, String subject, Work<T> work, UnaryOperator<String> told) {
        Done<T> done;
        try {
            done = work.run();
        } catch (RuntimeException e) {
            refused(caller, verb, subject, told.apply(String.valueOf(e.getMessage())));
            throw e;
        }
        write(caller, verb, subject, done);
        return done.value();
    }

    /** A tenant's program may be refused a thousand times a minute, so refusals go to the log and not to the table. */
    private void refused(Caller caller, String verb, String subject, String reason) {
        switch (caller) {
            case Caller.Operator operator -> write(operator, verb, subject, Done.of("", "refused: " + reason));
            case Caller.OfTenant of -> LOG.info("{} by {}: {}: refused: {}", verb, of.name(), subject, reason);
        }
    }

    /** The operation isn't undone if its entry can't be stored. The log has it at least. */
    void write(Caller caller, String verb, String subject, Done<?> done) {
        LOG.info("{} by {}: {}: {}", verb, caller.name(), subject, done.result());
        try {
            trail.accept(new AuditEntry(
                    clock.instant(),
                    caller.name(),
                    caller.origin().from(),
                    caller.origin().face().label(),
                    verb,
                    subject,
                    done.before(),
                    done.after(),
                    done.result()));
        } catch (StoreException e) {
            LOG.error("{} by {} is not in the audit table: {}", verb, caller.name(), e.getMessage());
        }
    }
}
