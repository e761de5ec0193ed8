package org.sluicemta.store.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Distinguishes faults caused by another transaction from faults of our own, by SQL states of ISO/IEC 9075 and the
 * drivers.
 */
public final class Conflicts {
    private static final String DUPLICATE_KEY = "23505";

    private static final Set<String> LOCKS = Dialect.ALL.stream()
            .flatMap(dialect -> dialect.lockStates().stream())
            .collect(Collectors.toSet());

    private Conflicts() {}

    public static boolean isConflict(Throwable fault) {
        return hasState(fault, state -> DUPLICATE_KEY.equals(state) || LOCKS.contains(state));
    }

    /** Whether a row with this key already exists. */
    public static boolean isDuplicate(Throwable fault) {
        return hasState(fault, DUPLICATE_KEY::equals);
    }

    private static boolean hasState(Throwable fault, Predicate<String> wanted) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && chainHas(sql, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** A failed batch has its reason in the next exception. */
    private static boolean chainHas(SQLException first, Predicate<String> wanted) {
        for (SQLException at = first; at != null; at = at.getNextException()) {
            String state = at.getSQLState();
            if (state != null && wanted.test(state)) {
                return true;
            }
        }
        return false;
    }
}
