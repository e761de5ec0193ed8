package org.sluicemta.store.database;

import java.util.Objects;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jspecify.annotations.Nullable;

/** Gives code that only has a handle the dialect of its database. */
public final class DialectInUse implements JdbiConfig<DialectInUse> {
    private @Nullable Dialect dialect;

    void set(Dialect inUse) {
        dialect = inUse;
    }

    Dialect get() {
        return Objects.requireNonNull(dialect, "the handle was not made by Database");
    }

    @Override
    public DialectInUse createCopy() {
        DialectInUse copy = new DialectInUse();
        copy.dialect = dialect;
        return copy;
    }
}
