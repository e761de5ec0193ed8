package org.sluicemta.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.testing.time.MutableClock;

class AuditTrailIT extends DatabaseContract {
    private final MutableClock clock = new MutableClock();
    private final AuditTrail trail = new AuditTrail(database());

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM audit"));
    }

    private AuditEntry entry(String by, String verb) {
        return new AuditEntry(
                clock.instant(), by, "127.0.0.1", "cli", verb, "pool=marketing", "running", "paused", "done");
    }

    private static List<AuditEntry> entries(List<StoredAuditEntry> page) {
        return page.stream().map(StoredAuditEntry::entry).toList();
    }

    @Test
    void returnsWhatWasAddedNewestFirst() {
        AuditEntry first = entry("cli:ann", "queue pause");
        AuditEntry second = entry("cli:bob", "queue resume");
        trail.add(first);
        trail.add(second);

        assertThat(entries(trail.page(AuditFilter.ALL, null, 10))).containsExactly(second, first);
    }

    @Test
    void findsByTimePersonVerbAndNoun() {
        AuditEntry old = entry("cli:ann", "queue pause");
        trail.add(old);
        clock.advance(Duration.ofHours(1));
        AuditEntry recent = entry("cli:bob", "tenant add");
        trail.add(recent);

        assertThat(entries(trail.page(new AuditFilter(clock.instant(), null, null), null, 10)))
                .containsExactly(recent);
        assertThat(entries(trail.page(new AuditFilter(null, "cli:ann", null), null, 10)))
                .containsExactly(old);
        assertThat(entries(trail.page(new AuditFilter(null, null, "queue pause"), null, 10)))
                .containsExactly(old);
        assertThat(entries(trail.page(new AuditFilter(null, null, "queue"), null, 10)))
                .containsExactly(old);
        assertThat(trail.page(new AuditFilter(null, null, "%"), null, 10)).isEmpty();
        assertThat(trail.page(new AuditFilter(null, null, "que"), null, 10)).isEmpty();
    }

    @Test
    void pagesThroughEverythingOnce() {
        for (int i = 0; i < 25; i++) {
            trail.add(entry("cli:" + i, "queue pause"));
        }
        List<String> seen = new ArrayList<>();
        Long before = null;
        List<StoredAuditEntry> page;
        do {
            page = trail.page(AuditFilter.ALL, before, 10);
            page.forEach(each -> seen.add(each.entry().by()));
            before = page.isEmpty() ? before : Long.valueOf(page.getLast().id());
        } while (!page.isEmpty());

        assertThat(seen)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("cli:24")
                .endsWith("cli:0");
        assertThatThrownBy(() -> trail.page(AuditFilter.ALL, null, 1_001)).hasMessageContaining("got 1001");
    }

    @Test
    void takesTextsOfAnyLengthAndOfAnySign() {
        trail.add(new AuditEntry(
                clock.instant(),
                "x".repeat(500),
                "h".repeat(500),
                "cli",
                "suppression add",
                "\u0000\u001b[31m" + "😀".repeat(400),
                "b".repeat(5_000),
                "",
                "line\nbreak"));

        AuditEntry kept = trail.page(AuditFilter.ALL, null, 1).getFirst().entry();
        assertThat(kept.by()).hasSize(200).endsWith("…");
        assertThat(kept.subject()).startsWith("??[31m😀").endsWith("…").hasSizeLessThanOrEqualTo(400);
        assertThat(kept.before()).hasSize(1_000);
        assertThat(kept.result()).isEqualTo("line?break");
    }

    @Test
    void deletesByAgeAlone() {
        trail.add(entry("cli:ann", "queue pause"));
        clock.advance(Duration.ofDays(2));
        AuditEntry kept = entry("cli:bob", "queue pause");
        trail.add(kept);

        assertThat(trail.prune(clock.instant().minus(Duration.ofDays(1)))).isEqualTo(1);
        assertThat(entries(trail.page(AuditFilter.ALL, null, 10))).containsExactly(kept);
    }
}
