package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.store.database.DatabaseContract;

class WarmUpHoldStoreIT extends DatabaseContract {
    private static final SourceId SOURCE = new SourceId("mkt-1");
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    private final DatabaseWarmUpHoldStore store = new DatabaseWarmUpHoldStore(database());

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM warm_up_held_day"));
    }

    private static WarmUpHold hold(LocalDate day, int days, String why) {
        return new WarmUpHold(SOURCE, day, days, why);
    }

    @Test
    void keepsOneHoldForADay() {
        assertThat(store.add(hold(DAY, 1, "first"))).isTrue();
        assertThat(store.add(hold(DAY, 1, "second"))).isFalse();
        assertThat(store.add(hold(DAY.plusDays(1), 1, "w".repeat(500)))).isTrue();

        assertThat(new DatabaseWarmUpHoldStore(database()).all())
                .containsExactly(hold(DAY, 1, "first"), hold(DAY.plusDays(1), 1, "w".repeat(400)));
    }

    @Test
    void keepsThoseOfSitesApart() {
        WarmUpHold atGmail = new WarmUpHold(SOURCE, new SiteId("gmail"), DAY, 2, "listed");

        assertThat(store.add(atGmail)).isTrue();
        assertThat(store.add(atGmail)).isFalse();
        assertThat(store.add(hold(DAY, 1, "bad"))).isTrue();

        assertThat(store.all()).containsExactly(hold(DAY, 1, "bad"), atGmail);
    }

    @Test
    void keepsTheWorse() {
        store.add(hold(DAY, 1, "bad"));

        assertThat(store.add(hold(DAY, 2, "worse"))).isTrue();
        assertThat(store.add(hold(DAY, 1, "better"))).isFalse();

        assertThat(store.all()).containsExactly(hold(DAY, 2, "worse"));
    }
}
