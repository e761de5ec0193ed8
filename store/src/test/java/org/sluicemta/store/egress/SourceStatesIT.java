package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.testing.time.MutableClock;

class SourceStatesIT extends DatabaseContract {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final SourceState.Rest REST = new SourceState.Rest(THEN, Duration.ofHours(2), "listed");
    private static final SourceState.Pace PACE = new SourceState.Pace(5.125, 20, 10.5, 3, THEN, "too-fast");

    private final MutableClock clock = new MutableClock();
    private final DatabaseSourceStates states = new DatabaseSourceStates(database(), clock);

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM source_state"));
    }

    private static SourceState state(String source, SourceState.@Nullable Rest rest, SourceState.@Nullable Pace pace) {
        return new SourceState(new SourceId(source), new SiteId("gmail"), rest, pace);
    }

    @Test
    void givesBackWhatWasSaved() {
        List<SourceState> all =
                List.of(state("mkt-1", REST, PACE), state("mkt-2", REST, null), state("mkt-3", null, PACE));
        states.save(all);

        assertThat(new DatabaseSourceStates(database(), clock).load()).isEqualTo(all);
    }

    @Test
    void theLastOneSavedCounts() {
        states.save(List.of(state("mkt-1", REST, PACE), state("mkt-2", REST, PACE)));

        states.save(List.of(state("mkt-1", null, PACE), state("mkt-2", null, null)));

        assertThat(states.load()).containsExactly(state("mkt-1", null, PACE));
    }

    @Test
    void forgetsWhatHasNotChangedForLong() {
        states.save(List.of(state("mkt-1", REST, PACE)));
        clock.advance(Duration.ofDays(5));
        states.save(List.of(state("mkt-2", REST, PACE)));
        clock.advance(Duration.ofDays(4));

        assertThat(states.load()).containsExactly(state("mkt-2", REST, PACE));
    }
}
