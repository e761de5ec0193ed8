package org.sluicemta.store.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.store.database.TestDatabase;
import org.sluicemta.store.suppression.SuppressionChange.Action;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.testing.event.Waiting;

/** What several nodes do with one list: a database that they share is needed. */
class SuppressionListOfNodesIT extends SuppressionListFixture {
    @BeforeEach
    void needsADatabaseThatNodesShare() {
        assumeTrue(engine() == TestDatabase.POSTGRESQL, "Derby is one node's");
    }

    @Test
    void convertsNothingUnderARunningNode(@TempDir Path directory) throws Exception {
        list.add(entry("ann@example.org", GLOBAL));
        SuppressionTargets hashing = hashing(directory);
        try (ListFormat running = ListFormat.convert(database(), new SuppressionTargets(false))) {
            assertThatThrownBy(() -> converted(hashing))
                    .hasMessageContaining("the list is kept in clear and in use")
                    .hasMessageContaining("Stop all other nodes and commands");
            assertThat(list.find("ann@example.org")).hasSize(1);
            assertThat(running.fault()).isEmpty();
        }
        assertThat(converted(hashing)).isEqualTo(1);
    }

    @Test
    void convertsOnceWhenNodesStartTogether(@TempDir Path directory) throws Exception {
        for (int i = 0; i < 1_500; i++) {
            list.add(entry("u" + i + "@example.org", GLOBAL));
        }
        SuppressionTargets hashing = hashing(directory);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> nodes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                nodes.add(threads.submit(() -> converted(hashing)));
            }
            long all = 0;
            for (Future<Long> node : nodes) {
                all += node.get();
            }
            assertThat(all).isEqualTo(1_500);
        }
    }

    @Test
    void stopsANodeWhoseListWasConvertedWhileItsConnectionWasLost(@TempDir Path directory) throws Exception {
        list.add(entry("ann@example.org", GLOBAL));
        try (ListFormat node = ListFormat.convert(database(), new SuppressionTargets(false))) {
            loseConnectionsThatHoldTheList();
            converted(hashing(directory));
            node.confirm();
            assertThat(node.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("no longer kept in clear"));
        }
    }

    @Test
    void holdsTheListAgainAfterItsConnectionWasLost(@TempDir Path directory) throws Exception {
        list.add(entry("ann@example.org", GLOBAL));
        try (ListFormat node = ListFormat.convert(database(), new SuppressionTargets(false))) {
            loseConnectionsThatHoldTheList();
            node.confirm();
            assertThat(node.fault()).isEmpty();
            assertThatThrownBy(() -> converted(hashing(directory))).hasMessageContaining("in use");
        }
    }

    @Test
    void seesAnImportThatWasCommittedAfterManyLaterChanges() {
        DatabaseSuppressionList other = newList();
        other.load();
        List<Suppression> batch = List.of(entry("import1@example.org", GLOBAL), entry("import2@example.org", GLOBAL));
        database().useTransaction(handle -> {
            SuppressionTable.insert(handle, batch);
            SuppressionChanges.write(
                    handle, clock.instant(), Action.IMPORTED, "ann", List.of(ImportedBatch.record(batch)));
            for (int i = 0; i < 500; i++) {
                list.add(entry("u" + i + "@example.org", GLOBAL));
            }
            other.refresh();
        });
        list.add(entry("last@example.org", GLOBAL));
        other.refresh();
        assertThat(other.check(EmailAddress.parse("import2@example.org"), ACME, NEWS))
                .isInstanceOf(SuppressionDecision.Suppressed.class);
    }

    private static SuppressionTargets hashing(Path directory) throws Exception {
        return new SuppressionTargets(false, Optional.of(TargetKey.open(directory.resolve("key"))));
    }

    private void loseConnectionsThatHoldTheList() throws Exception {
        database()
                .useHandle(handle ->
                        handle.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"));
        // They are told to end, and end a moment later.
        Waiting.until("a list that nobody holds", () -> holders() == 0);
    }

    private long holders() {
        return database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'")
                        .mapTo(Long.class)
                        .one());
    }
}
