package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.SourceId;
import org.sluicemta.store.database.DatabaseContract;

class DisabledSourceStoreIT extends DatabaseContract {
    private static final DisabledSource ONE =
            new DisabledSource(new SourceId("mkt-1"), Instant.parse("2026-11-30T12:00:00Z"), "anna");
    private static final DisabledSource OTHER =
            new DisabledSource(new SourceId("mkt-2"), Instant.parse("2026-11-30T13:00:00Z"), "x".repeat(300));

    private final DatabaseDisabledSourceStore store = new DatabaseDisabledSourceStore(database());

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM disabled_source"));
    }

    @Test
    void keepsWhoDisabledASourceFirst() {
        assertThat(store.add(ONE)).isTrue();
        assertThat(store.add(new DisabledSource(ONE.source(), Instant.EPOCH, "berta")))
                .isFalse();

        assertThat(new DatabaseDisabledSourceStore(database()).all()).containsExactly(ONE);
    }

    @Test
    void forgetsWhatIsEnabled() {
        store.add(ONE);
        store.add(OTHER);

        assertThat(store.remove(ONE.source())).isTrue();
        assertThat(store.remove(ONE.source())).isFalse();

        assertThat(store.all()).singleElement().satisfies(left -> {
            assertThat(left.source()).isEqualTo(OTHER.source());
            assertThat(left.by()).isEqualTo("x".repeat(200));
        });
    }
}
