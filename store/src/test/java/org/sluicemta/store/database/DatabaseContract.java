package org.sluicemta.store.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a store does, whatever database is below it: every test of a class that extends this runs on each. The database
 * is empty when a class begins; what a test leaves behind, the next one's {@code @BeforeEach} removes.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
public abstract class DatabaseContract {
    private static TestDatabase.@Nullable Opened opened;

    @Parameter
    private @Nullable TestDatabase engine;

    @BeforeParameterizedClassInvocation
    static void open(TestDatabase engine, @TempDir Path directory) throws IOException {
        opened = engine.open(directory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    protected static Database database() {
        return Objects.requireNonNull(opened).database();
    }

    /** What the tests of a class run on now. */
    protected final TestDatabase engine() {
        return Objects.requireNonNull(engine);
    }
}
