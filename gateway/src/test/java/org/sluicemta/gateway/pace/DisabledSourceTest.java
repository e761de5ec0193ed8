package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.OTHER_POOL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.SourceId;

class DisabledSourceTest extends PacedSites {
    private static final DisabledSource ONE = disabled("mkt-1");
    private static final DisabledSource TWO = disabled("mkt-2");

    private final Site gmail = site(POOL, GMAIL, 1);

    @BeforeEach
    void twoSources() {
        with(new PacedPlan().source("mkt-1").source("mkt-2"));
    }

    private static DisabledSource disabled(String source) {
        return new DisabledSource(new SourceId(source), Instant.parse("2026-11-30T12:00:00Z"), "anna");
    }

    @Test
    void othersTakeOver() {
        Permit before = taken(gmail);
        pace.disable(List.of(ONE));

        for (int i = 0; i < 5; i++) {
            Permit permit = taken(gmail);
            assertThat(Objects.requireNonNull(permit.source()).id()).isEqualTo(TWO.source());
            permit.end();
        }
        assertThat(pace.disabled(ONE.source())).isEqualTo(ONE);
        assertThat(pace.disabled(TWO.source())).isNull();
        before.end();
    }

    @Test
    void mailWaitsForTheFirstThatIsEnabled() {
        pace.disable(List.of(ONE, TWO));
        assertThat(take(gmail)).isNull();
        assertThat(pace.limit(gmail)).hasToString("source mkt-1: disabled by anna at 2026-11-30T12:00:00Z");
        taken(site(OTHER_POOL, GMAIL, 1));
        pace.await(gmail);

        pace.disable(List.of(ONE, TWO));
        assertThat(told).as("nothing has changed").isEmpty();
        pace.disable(List.of(ONE));

        assertThat(told).containsExactly(gmail);
        assertThat(Objects.requireNonNull(taken(gmail).source()).id()).isEqualTo(TWO.source());
    }
}
