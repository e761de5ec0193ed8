package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.StsPolicyStore.Kept;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.testing.time.MutableClock;

class StsPolicyStoreIT extends DatabaseContract {
    private final MutableClock clock = new MutableClock();
    private final DatabaseStsPolicyStore store = new DatabaseStsPolicyStore(database(), clock);

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM sts_policy"));
    }

    private Kept policy(String domain, String id, Duration lasting) {
        Instant now = clock.instant();
        return new Kept(domain, id, "version: STSv1\nmode: enforce\n", now, now.plus(lasting));
    }

    @Test
    void findsWhatItKeptAfterARestart() {
        Kept policy = policy("example.org", "20261130", Duration.ofDays(7));
        store.keep(policy);

        assertThat(new DatabaseStsPolicyStore(database(), clock).find("example.org"))
                .contains(policy);
        assertThat(store.find("example.net")).isEmpty();
    }

    @Test
    void replacesThePolicyOfADomain() {
        store.keep(policy("example.org", "1", Duration.ofDays(7)));
        Kept newer = policy("example.org", "2", Duration.ofDays(1));
        store.keep(newer);

        assertThat(store.find("example.org")).contains(newer);
    }

    @Test
    void keepsALargeOne() {
        Kept large = new Kept(
                "example.org",
                "1",
                "x".repeat(65_536),
                clock.instant(),
                clock.instant().plusSeconds(60));
        store.keep(large);

        assertThat(store.find("example.org")).contains(large);
    }

    @Test
    void deletesWhatHasExpired() {
        store.keep(policy("short.example", "1", Duration.ofHours(1)));
        Kept longer = policy("long.example", "1", Duration.ofDays(1));
        store.keep(longer);
        clock.advance(Duration.ofHours(2));

        store.prune();

        assertThat(store.find("short.example")).isEmpty();
        assertThat(store.find("long.example")).contains(longer);
    }
}
