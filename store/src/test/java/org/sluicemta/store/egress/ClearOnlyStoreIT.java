package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.testing.time.MutableClock;

class ClearOnlyStoreIT extends DatabaseContract {
    private static final String HOST = "[2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]:65535";

    private final MutableClock clock = new MutableClock();
    private final DatabaseClearOnlyStore store = new DatabaseClearOnlyStore(database(), clock);

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM clear_only_host"));
    }

    @Test
    void keepsHostsUntilTheirTimeIsOver() {
        Instant soon = clock.instant().plus(Duration.ofMinutes(10));
        Instant later = soon.plus(Duration.ofMinutes(10));
        store.keep(Map.of(HOST, soon, "192.0.2.1:25", soon));
        store.keep(Map.of("192.0.2.1:25", later));

        assertThat(new DatabaseClearOnlyStore(database(), clock).load())
                .isEqualTo(Map.of(HOST, soon, "192.0.2.1:25", later));
        clock.set(soon);
        assertThat(store.load()).isEqualTo(Map.of("192.0.2.1:25", later));
    }
}
