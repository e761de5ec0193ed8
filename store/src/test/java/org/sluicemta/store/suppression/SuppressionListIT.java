package org.sluicemta.store.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.store.suppression.SuppressionChange.Action;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

class SuppressionListIT extends SuppressionListFixture {
    private long messages = 1_000;

    @Test
    void allowsWhoeverIsNotListed() {
        assertThat(check("ann@example.org")).isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void suppressesAnAddressInAnyWriting() {
        list.add(entry("Ann@EXAMPLE.org", GLOBAL));
        assertThat(suppressed("aNN@example.ORG").target()).isEqualTo("ann@example.org");
        assertThat(suppressed("\"ann\"@example.org").target()).isEqualTo("ann@example.org");
        assertThat(check("bob@example.org")).isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void suppressesAWholeDomain() {
        list.add(entry("Bücher.example", GLOBAL));
        assertThat(suppressed("x@xn--bcher-kva.example").target()).isEqualTo("xn--bcher-kva.example");
        assertThat(check("x@sub.xn--bcher-kva.example")).isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void keepsScopesApart() {
        list.add(entry("t@example.org", OF_ACME));
        list.add(entry("s@example.org", OF_ACME_NEWS));
        assertThat(check("t@example.org", ACME, RECEIPTS)).isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(check("t@example.org", OTHER, NEWS)).isInstanceOf(SuppressionDecision.Allowed.class);
        assertThat(check("s@example.org", ACME, NEWS)).isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(check("s@example.org", ACME, RECEIPTS)).isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void namesTheWidestScope() {
        list.add(entry("a@example.org", OF_ACME_NEWS));
        list.add(entry("a@example.org", OF_ACME));
        assertThat(suppressed("a@example.org").scope()).isEqualTo(OF_ACME);
        list.add(entry("a@example.org", GLOBAL));
        assertThat(suppressed("a@example.org").scope()).isEqualTo(GLOBAL);
    }

    @Test
    void letsAnEntryExpire() {
        Suppression entry = entry("a@example.org", GLOBAL);
        Instant end = clock.instant().plus(Duration.ofHours(1));
        list.add(new Suppression(
                entry.target(), GLOBAL, entry.reason(), entry.source(), null, entry.by(), entry.created(), end));
        assertThat(suppressed("a@example.org").expires()).isEqualTo(end);
        clock.advance(Duration.ofHours(1));
        assertThat(check("a@example.org")).isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void replacesTheEntryOfTheSameScope() {
        list.add(entry("a@example.org", GLOBAL));
        Suppression second = new Suppression(
                "a@example.org",
                GLOBAL,
                SuppressionReason.COMPLAINT,
                "complaint",
                "event 7",
                "fbl",
                clock.instant(),
                null);
        list.add(second);
        assertThat(list.find("A@example.org")).containsExactly(second);
        assertThat(list.size()).isEqualTo(1);
    }

    @Test
    void removesOnceAndSaysSo() {
        list.add(entry("a@example.org", OF_ACME));
        assertThat(list.remove("a@example.org", GLOBAL, "ann")).isFalse();
        assertThat(list.remove("A@Example.org", OF_ACME, "ann")).isTrue();
        assertThat(list.remove("a@example.org", OF_ACME, "ann")).isFalse();
        assertThat(check("a@example.org")).isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void recordsEveryChange() {
        Suppression first = entry("a@example.org", GLOBAL);
        list.add(first);
        list.add(first);
        list.remove("a@example.org", GLOBAL, "ann");
        assertThat(list.history("a@example.org", 10))
                .extracting(SuppressionChange::action)
                .containsExactly(Action.REMOVED, Action.ADDED, Action.REPLACED, Action.ADDED);
        SuppressionChange last = list.history("a@example.org", 1).getFirst();
        assertThat(last.by()).isEqualTo("ann");
        assertThat(last.at()).isEqualTo(clock.instant());
        assertThat(last.entry()).isEqualTo(first);
    }

    @Test
    void pagesByTargetWithoutLosingScopes() {
        for (String target : List.of("c.example", "b@x.example", "a@x.example", "B-2@x.example")) {
            list.add(entry(target, GLOBAL));
        }
        list.add(entry("a@x.example", OF_ACME));
        list.add(entry("a@x.example", OF_ACME_NEWS));
        List<Suppression> first = list.list(null, null, 1);
        assertThat(first).extracting(Suppression::target).containsOnly("a@x.example");
        assertThat(first).hasSize(3);
        assertThat(list.list(null, "a@x.example", 2))
                .extracting(Suppression::target)
                .containsExactly("b-2@x.example", "b@x.example");
        assertThat(list.list(ACME, null, 10)).hasSize(2);
        assertThat(list.list(OTHER, null, 10)).isEmpty();
        assertThatThrownBy(() -> list.list(null, null, 10_001)).hasMessageContaining("1 to 10000, got 10001");
    }

    @Test
    void walksOverEverythingInOrder() {
        Random random = new Random(7);
        List<Suppression> entries = new ArrayList<>();
        for (int i = 0; i < 4_500; i++) {
            SuppressionScope scope = random.nextBoolean() ? GLOBAL : OF_ACME;
            entries.add(entry("u" + random.nextInt(3_000) + "@example.org", scope));
        }
        list.addAll(entries);
        List<String> seen = new ArrayList<>();
        list.forEach(entry -> seen.add(entry.target() + SuppressionColumns.tenant(entry.scope())));
        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize((int) list.size());
        long distinct = entries.stream()
                .map(entry -> entry.target() + entry.scope())
                .distinct()
                .count();
        assertThat(list.size()).isEqualTo(distinct);
    }

    @Test
    void suppressesAfterSoSoftFailuresWithinTheWindow() {
        assertThat(softFailure("a@example.org", 3)).isNull();
        clock.advance(WINDOW.plusSeconds(1));
        assertThat(softFailure("a@example.org", 3)).isNull();
        assertThat(softFailure("A@example.org", 3)).isNull();
        assertThat(check("a@example.org")).isInstanceOf(SuppressionDecision.Allowed.class);
        Suppression entry = softFailure("a@example.org", 3);
        assertThat(entry).isNotNull();
        assertThat(suppressed("a@example.org")).isEqualTo(entry);
        assertThat(check("a@example.org", OTHER, NEWS)).isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void suppressesForADomainOnlyWhenItHasFailedForTheWholePeriod() {
        assertThat(lastingFailure("a@gone.example", 1)).isFalse();
        clock.advance(Duration.ofHours(23));
        assertThat(lastingFailure("b@gone.example", 2)).isFalse();
        assertThat(check("b@gone.example")).isInstanceOf(SuppressionDecision.Allowed.class);
        clock.advance(Duration.ofHours(2));
        assertThat(lastingFailure("c@GONE.example", 3)).isTrue();
        assertThat(lastingFailure("d@gone.example", 4)).isTrue();
        assertThat(suppressed("c@gone.example").reason()).isEqualTo(SuppressionReason.HARD_BOUNCE);
        assertThat(check("a@gone.example")).isInstanceOf(SuppressionDecision.Allowed.class);
        assertThat(check("c@gone.example", OTHER, NEWS)).isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void domainThatAnsweredInBetweenHasNotLasted() {
        lastingFailure("a@back.example", 1);
        clock.advance(Duration.ofHours(25));
        list.domainAnswered(EmailAddress.parse("x@back.example"), ACME, new MessageId(900));
        assertThat(lastingFailure("a@back.example", 2)).isFalse();
        clock.advance(Duration.ofHours(25));
        list.success(EmailAddress.parse("y@back.example"), ACME, NEWS, new MessageId(901));
        assertThat(lastingFailure("a@back.example", 3)).isFalse();
    }

    @Test
    void serverThatTakesAndReturnsTheMessageIsNoAnswerOfTheDomain() {
        lastingFailure("a@relayed.example", 1);
        clock.advance(Duration.ofHours(25));
        list.success(EmailAddress.parse("a@relayed.example"), ACME, NEWS, new MessageId(2));
        assertThat(lastingFailure("a@relayed.example", 2)).isTrue();
    }

    private boolean lastingFailure(String address, long message) {
        Suppression entry = new Suppression(
                address,
                new SuppressionScope.OfTenant(ACME),
                SuppressionReason.HARD_BOUNCE,
                "delivery",
                "event",
                "delivery",
                clock.instant(),
                null);
        return list.lastingFailure(
                EmailAddress.parse(address), ACME, new MessageId(message), Duration.ofDays(1), entry);
    }

    @Test
    void forgetsSoftFailuresAfterASuccess() {
        assertThat(softFailure("a@example.org", 2)).isNull();
        list.success(EmailAddress.parse("a@example.org"), ACME, NEWS, new MessageId(500));
        assertThat(softFailure("a@example.org", 2)).isNull();
        list.success(EmailAddress.parse("a@example.org"), OTHER, NEWS, new MessageId(501));
        assertThat(softFailure("a@example.org", 2)).isNotNull();
    }

    @Test
    void prunesSoftFailuresThatNoLongerCount() {
        softFailure("a@example.org", 9);
        clock.advance(WINDOW.plusSeconds(1));
        list.prune();
        int left = database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM soft_failure")
                        .mapTo(Integer.class)
                        .one());
        assertThat(left).isZero();
    }

    @Test
    void findsEntriesAfterARestart() {
        list.add(entry("a@example.org", GLOBAL));
        DatabaseSuppressionList fresh = newList();
        assertThat(fresh.check(EmailAddress.parse("a@example.org"), ACME, NEWS))
                .isInstanceOf(SuppressionDecision.Suppressed.class);
        fresh.load();
        assertThat(fresh.check(EmailAddress.parse("a@example.org"), ACME, NEWS))
                .isInstanceOf(SuppressionDecision.Suppressed.class);
    }

    @Test
    void seesAnotherNodesEntriesAfterARefresh() {
        DatabaseSuppressionList node2 = newList();
        node2.load();
        list.add(entry("a@example.org", GLOBAL));
        node2.refresh();
        assertThat(node2.check(EmailAddress.parse("a@example.org"), ACME, NEWS))
                .isInstanceOf(SuppressionDecision.Suppressed.class);
    }

    @Test
    void keepsOneEntryWhenManyAddTheSame() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                writes.add(threads.submit(() -> list.add(entry("same@example.org", GLOBAL))));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }
        assertThat(list.find("same@example.org")).hasSize(1);
        assertThat(list.history("same@example.org", 100))
                .filteredOn(change -> change.action() == Action.ADDED)
                .hasSize(12);
    }

    @Test
    void refusesWhatIsNoTarget() {
        for (String text : List.of("", "@", "a@", "@example.org", "a\u0000b@example.org", "x".repeat(500))) {
            assertThatThrownBy(() -> list.add(entry(text, GLOBAL)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsEvidenceThatNoDatabaseTakesAsItIs() {
        Suppression entry = entry("a@example.org", GLOBAL);
        String said = "550 \0 no such user ".repeat(100);
        list.add(new Suppression(
                entry.target(), GLOBAL, entry.reason(), entry.source(), said, entry.by(), entry.created(), null));
        assertThat(list.find("a@example.org").getFirst().evidence())
                .hasSize(1000)
                .startsWith("550   no such user");
    }

    @Test
    void importsWhatItCanAndReportsTheRest() throws IOException {
        list.add(entry("old@example.org", GLOBAL));
        String file = "target,tenant,stream,reason,evidence\r\n"
                + "Ann@Example.ORG,,,complaint,\"said \"\"stop\"\", twice\"\r\n"
                + "bob@example.org,acme,news,unsubscribe,\r\n"
                + "nonsense@,,,,\r\n"
                + "\r\n"
                + "x@example.org,,news,,\r\n"
                + "y@example.org,,,because,\r\n"
                + "old@example.org,,,,\r\n"
                + "ann@example.org,,,complaint,\r\n"
                + "\"open,,,,\r\n";
        List<Long> progress = new ArrayList<>();
        ImportReport report = importing(file, progress);
        assertThat(report.added()).isEqualTo(2);
        assertThat(report.replaced()).isEqualTo(2);
        assertThat(report.bad()).isEqualTo(4);
        assertThat(report.firstBad()).extracting(ImportReport.BadLine::line).containsExactly(4L, 6L, 7L, 10L);
        assertThat(report.firstBad().get(1).problem())
                .isEqualTo("a stream needs its tenant, got stream \"news\" alone");
        assertThat(progress).isNotEmpty();
        assertThat(suppressed("ann@example.org").reason()).isEqualTo(SuppressionReason.COMPLAINT);
        assertThat(check("bob@example.org", ACME, NEWS)).isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(check("bob@example.org", ACME, RECEIPTS)).isInstanceOf(SuppressionDecision.Allowed.class);
        assertThat(list.find("old@example.org").getFirst().source()).isEqualTo("import:list.csv");
    }

    @Test
    void importsAPlainListOfAddresses() throws IOException {
        ImportReport report = importing("ann@example.org\nbob@example.org\n\nexample.net\n", new ArrayList<>());
        assertThat(report.added()).isEqualTo(3);
        assertThat(report.bad()).isZero();
        assertThatThrownBy(() -> importing("target,colour\na@b,red\n", new ArrayList<>()))
                .hasMessageStartingWith("the first line names a column \"colour\" that is unknown or there twice."
                        + " Columns are: target,tenant,stream,reason,source,evidence,by,created,expires");
    }

    @Test
    void showsWhoImportedAnEntryWithOneRecordForTheBatch() {
        importBatch("a@example.org", "b@example.org");

        assertThat(list.history("b@example.org", 10)).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Action.ADDED);
            assertThat(change.by()).isEqualTo("ann");
            assertThat(change.entry().source()).isEqualTo("import:list.csv");
        });
        list.remove("b@example.org", GLOBAL, "bob");
        assertThat(list.history("b@example.org", 10))
                .extracting(SuppressionChange::action)
                .containsExactly(Action.REMOVED);
        assertThat(database()
                        .withHandle(handle -> SuppressionChanges.after(handle, 0, 10))
                        .getFirst())
                .extracting(SuppressionChange::action, change -> change.entry().evidence())
                .containsExactly(Action.IMPORTED, "2 entries up to b@example.org");
    }

    @Test
    void showsAnotherNodesImportAfterARefresh() {
        DatabaseSuppressionList other = newList();
        other.load();
        importBatch("a@example.org", "x@example.org", "z@example.org");
        other.refresh();
        assertThat(other.check(EmailAddress.parse("x@example.org"), ACME, NEWS))
                .isInstanceOf(SuppressionDecision.Suppressed.class);
    }

    @Test
    void readsTheTableOnceForAnImportHoweverMuchChangesAfterIt() {
        DatabaseSuppressionList other = newList();
        other.load();
        importBatch("x@example.org");
        other.refresh();
        database().useHandle(handle -> handle.execute("UPDATE suppression SET target = 'y@example.org'"));
        list.add(entry("z@example.org", GLOBAL));
        other.refresh();

        assertThat(other.check(EmailAddress.parse("z@example.org"), ACME, NEWS))
                .isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(other.check(EmailAddress.parse("y@example.org"), ACME, NEWS))
                .as("only a second reading of the table would have found it")
                .isInstanceOf(SuppressionDecision.Allowed.class);
    }

    @Test
    void loadsWithARefreshWhatWasNotLoadedBefore() {
        DatabaseSuppressionList other = newList();
        assertThat(other.isLoaded()).isFalse();
        other.refresh();
        assertThat(other.isLoaded()).isTrue();
    }

    @Test
    void bringsBackWhatItExported() throws IOException {
        list.add(new Suppression(
                "a@example.org",
                OF_ACME_NEWS,
                SuppressionReason.UNSUBSCRIBE,
                "api",
                "said \"no\", firmly\nand twice",
                "bob",
                clock.instant().minusSeconds(9),
                clock.instant().plusSeconds(9)));
        list.add(entry("example.net", GLOBAL));
        List<Suppression> before = list.list(null, null, 100);
        StringBuilder file = new StringBuilder();
        assertThat(new SuppressionExport(list).write(file)).isEqualTo(2);
        startEmpty();
        restoring(file.toString());
        assertThat(list.list(null, null, 100)).isEqualTo(before);
    }

    @Test
    void undoesAnImportThatKeptTheOriginOfItsEntries() throws IOException {
        list.add(entry("replaced@example.org", GLOBAL));
        list.add(entry("same@example.org", GLOBAL));
        List<Suppression> before = list.list(null, null, 100);
        clock.advance(Duration.ofHours(1));
        Instant start = clock.instant();
        String file = "target,source,by,created\n"
                + "new@example.org,bounce,bob,2020-01-01T00:00:00Z\n"
                + "replaced@example.org,bounce,bob,2020-01-01T00:00:00Z\n"
                + "same@example.org,cli,ann," + before.getLast().created() + "\n"
                + "changed@example.org,bounce,bob,2020-01-01T00:00:00Z\n";
        restoring(file);
        restoring(file);
        assertThat(list.history("new@example.org", 1).getFirst().by()).isEqualTo("carl");
        clock.advance(Duration.ofHours(1));
        Suppression changed = entry("changed@example.org", GLOBAL);
        list.add(changed);
        assertThat(list.undo("import:other.csv", start, clock.instant(), "zoe")).isEqualTo(new UndoReport(0, 0));
        assertThat(list.undo("import:x", start.minusSeconds(9), start, "zoe")).isEqualTo(new UndoReport(0, 0));
        assertThat(list.undo("import:x", start, clock.instant(), "zoe")).isEqualTo(new UndoReport(3, 2));
        List<Suppression> expected = new ArrayList<>(before);
        expected.addFirst(changed);
        assertThat(list.list(null, null, 100)).isEqualTo(expected);
        assertThat(list.undo("import:x", start, clock.instant(), "zoe")).isEqualTo(new UndoReport(0, 0));
    }

    @Test
    void undoesALargeRestoredImport() throws IOException {
        StringBuilder file = new StringBuilder("target,source,by,created\n");
        for (int i = 0; i < 21_000; i++) {
            file.append("u").append(i).append("@example.org,bounce,bob,2020-01-01T00:00:00Z\n");
        }
        restoring(file.toString());
        assertThat(list.size()).isEqualTo(21_000);
        assertThat(list.undo("import:x", clock.instant(), clock.instant().plusSeconds(1), "zoe"))
                .isEqualTo(new UndoReport(21_000, 0));
        assertThat(list.size()).isZero();
    }

    private void restoring(String file) throws IOException {
        ImportSettings restore = new ImportSettings(GLOBAL, SuppressionReason.MANUAL, "import:x", "carl", true);
        new SuppressionImport(list)
                .run(
                        CsvEntryLines.ofFile(new StringReader(file)),
                        new EntryFields(restore, SuppressionScope::of, clock.instant()),
                        (step, done, total) -> {});
    }

    @Test
    void undoesAnImportAndBringsBackWhatItReplaced() throws IOException {
        Suppression old = entry("old@example.org", GLOBAL);
        list.add(old);
        list.add(entry("gone@example.org", GLOBAL));
        list.remove("gone@example.org", GLOBAL, "ann");
        clock.advance(Duration.ofHours(1));
        Instant start = clock.instant();
        importing("old@example.org\nnew@example.org\ngone@example.org\nkept@example.org\n", new ArrayList<>());
        importing("old@example.org\n", new ArrayList<>());
        clock.advance(Duration.ofHours(1));
        Suppression kept = entry("kept@example.org", GLOBAL);
        list.add(kept);
        assertThat(list.undo("import:other.csv", start, clock.instant(), "bob")).isEqualTo(new UndoReport(0, 0));
        assertThat(list.undo("import:list.csv", start, clock.instant(), "bob")).isEqualTo(new UndoReport(3, 1));
        assertThat(list.list(null, null, 100)).containsExactly(kept, old);
        assertThat(suppressed("old@example.org")).isEqualTo(old);
        assertThat(list.history("old@example.org", 1).getFirst().action()).isEqualTo(Action.RESTORED);
        assertThat(list.history("new@example.org", 1).getFirst().by()).isEqualTo("bob");
    }

    @Test
    void replacesManyWithARecordForEach() {
        List<Suppression> first = new ArrayList<>();
        List<Suppression> second = new ArrayList<>();
        for (int i = 0; i < 1_300; i++) {
            first.add(entry("u" + i + "@example.org", i % 2 == 0 ? GLOBAL : OF_ACME));
            second.add(new Suppression(
                    "u" + (i + 100) + "@example.org",
                    i % 2 == 0 ? GLOBAL : OF_ACME,
                    SuppressionReason.COMPLAINT,
                    "import:x",
                    null,
                    i % 3 == 0 ? "bob" : "eve",
                    clock.instant(),
                    null));
        }
        assertThat(list.addAll(first)).isZero();
        assertThat(list.addAll(second)).isEqualTo(1_200);
        assertThat(list.size()).isEqualTo(1_400);
        assertThat(list.history("u103@example.org", 10))
                .extracting(SuppressionChange::action, SuppressionChange::by)
                .containsExactly(tuple(Action.ADDED, "bob"), tuple(Action.REPLACED, "bob"), tuple(Action.ADDED, "ann"));
        assertThat(list.undo("import:x", clock.instant(), clock.instant().plusSeconds(1), "zoe"))
                .isEqualTo(new UndoReport(1_300, 1_200));
        assertThat(list.find("u103@example.org")).containsExactly(first.get(103));
    }

    @Test
    void undoesManyInPages() {
        List<Suppression> entries = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            entries.add(entry("u" + i + "@example.org", GLOBAL));
        }
        list.addAll(entries);
        Instant now = clock.instant();
        assertThat(list.undo("cli", now, now.plusSeconds(1), "bob")).isEqualTo(new UndoReport(2_500, 0));
        assertThat(list.size()).isZero();
    }

    /** As a large import writes them. */
    private void importBatch(String... inOrder) {
        list.importAll(Stream.of(inOrder)
                .map(target -> new Suppression(
                        target,
                        GLOBAL,
                        SuppressionReason.MANUAL,
                        "import:list.csv",
                        null,
                        "ann",
                        clock.instant(),
                        null))
                .toList());
    }

    private ImportReport importing(String file, List<Long> progress) throws IOException {
        ImportSettings settings = new ImportSettings(GLOBAL, SuppressionReason.MANUAL, "import:list.csv", "ann", false);
        return new SuppressionImport(list)
                .run(
                        CsvEntryLines.ofFile(new StringReader(file)),
                        new EntryFields(settings, SuppressionScope::of, clock.instant()),
                        (step, done, total) -> progress.add(done));
    }

    @Test
    void keepsOnlyHashesWhereAskedAndConvertsWhatWasInClear(@TempDir Path directory) throws Exception {
        list.add(entry("ann@example.org", GLOBAL));
        list.add(entry("example.net", GLOBAL));
        softFailure("bob@example.org", 9);
        SuppressionTargets hashing =
                new SuppressionTargets(false, Optional.of(TargetKey.open(directory.resolve("key"))));
        list.add(entry("gone@example.org", GLOBAL));
        list.remove("gone@example.org", GLOBAL, "ann");
        assertThatThrownBy(() -> ListFormat.join(database(), hashing).close())
                .hasMessageContaining("the list is kept in clear, the configuration wants it as hashes of key ")
                .hasMessageContaining("Start the server, it converts the list");
        assertThat(inClear("suppression")).isEqualTo(1);
        assertThat(converted(hashing)).isEqualTo(1);
        assertThat(converted(hashing)).isZero();
        ListFormat.join(database(), hashing).close();

        list = new DatabaseSuppressionList(database(), hashing, WINDOW, clock);
        list.load();
        list.add(entry("eve@example.org", OF_ACME));

        assertThat(check("Ann@example.org")).isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(check("eve@example.org")).isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(check("x@example.net")).isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(check("carl@example.org")).isInstanceOf(SuppressionDecision.Allowed.class);
        assertThat(list.find("ann@example.org")).hasSize(1);
        assertThat(list.history("ann@example.org", 10)).hasSize(1);
        for (String table : List.of("suppression", "suppression_change", "soft_failure")) {
            assertThat(inClear(table)).as("addresses in clear in %s", table).isZero();
        }
        assertThat(softFailure("bob@example.org", 2)).as("counted on").isNotNull();
        StringBuilder export = new StringBuilder();
        new SuppressionExport(list).write(export);
        assertThat(export).doesNotContain("@example.org").contains("hash:").contains("example.net");

        assertThatThrownBy(() -> converted(new SuppressionTargets(false))).hasMessageContaining("would match nobody");
        assertThatThrownBy(() -> converted(new SuppressionTargets(true, hashing.key())))
                .hasMessageContaining("hashes cannot be folded");
    }

    @Test
    void hashesOnWhereAConversionWasBrokenOff(@TempDir Path directory) throws Exception {
        SuppressionTargets hashing =
                new SuppressionTargets(false, Optional.of(TargetKey.open(directory.resolve("key"))));
        for (int i = 0; i < 2_500; i++) {
            list.add(entry("u" + i + "@example.org", GLOBAL));
        }
        database().useHandle(handle -> {
            handle.execute(
                    "UPDATE suppression SET target = ? WHERE target = ?",
                    hashing.parse("u7@example.org"),
                    "u7@example.org");
            StoredFormat.of(hashing).incomplete().write(handle);
        });

        assertThatThrownBy(() -> ListFormat.join(database(), hashing).close()).hasMessageContaining("Start the server");
        assertThatThrownBy(() -> converted(new SuppressionTargets(false))).hasMessageContaining("would match nobody");
        assertThat(converted(hashing)).isEqualTo(2_499);
        assertThat(inClear("suppression")).isZero();
        assertThat(list.size()).isEqualTo(2_500);
    }

    @Test
    void foldsSubAddressesOfAnExistingList() throws Exception {
        Suppression short1 = entry("ann+a@example.org", GLOBAL);
        list.add(new Suppression(
                short1.target(),
                GLOBAL,
                short1.reason(),
                "cli",
                null,
                "ann",
                clock.instant(),
                clock.instant().plusSeconds(9)));
        Suppression lasting = entry("ann+b@example.org", GLOBAL);
        list.add(lasting);
        list.add(entry("bob+b@example.org", OF_ACME));
        softFailure("eve+x@example.org", 9);
        SuppressionTargets folding = new SuppressionTargets(true);
        assertThat(converted(folding)).isEqualTo(3);

        list = new DatabaseSuppressionList(database(), folding, WINDOW, clock);
        list.load();
        assertThat(suppressed("ann+anything@example.org").expires()).isNull();
        assertThat(check("bob+b@example.org")).isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(check("bob@example.org")).isInstanceOf(SuppressionDecision.Suppressed.class);
        assertThat(softFailure("eve+y@example.org", 2)).as("counted on").isNotNull();
        assertThat(list.size()).isEqualTo(3);
        assertThatThrownBy(() -> converted(new SuppressionTargets(false)))
                .hasMessageContaining("would no longer stop mail to user+tag");
    }

    @Test
    void usesNothingWhileItsFormIsInDoubt() {
        DatabaseSuppressionList doubtful = new DatabaseSuppressionList(
                database(),
                new SuppressionTargets(false),
                WINDOW,
                clock,
                () -> Optional.of("converted by another node"));
        doubtful.load();
        assertThatThrownBy(() -> doubtful.check(EmailAddress.parse("a@example.org"), ACME, NEWS))
                .hasMessage("converted by another node");
        assertThatThrownBy(() -> doubtful.add(entry("a@example.org", GLOBAL))).hasMessage("converted by another node");
    }

    private long inClear(String table) {
        return database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table + " WHERE target LIKE '%@%'")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void countsOneMessageOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(list.softFailure(EmailAddress.parse("a@example.org"), ACME, NEWS, new MessageId(7), 2, "full"))
                    .isEmpty();
        }
        assertThat(softFailure("a@example.org", 2)).isNotNull();
    }

    @Test
    void takesADeliveryThatCameBackForNoSuccess() {
        EmailAddress recipient = EmailAddress.parse("a@example.org");
        for (int message = 1; message <= 2; message++) {
            list.success(recipient, ACME, NEWS, new MessageId(message));
            assertThat(list.softFailure(recipient, ACME, NEWS, new MessageId(message), 3, "full"))
                    .isEmpty();
        }
        list.success(recipient, ACME, NEWS, new MessageId(3));
        assertThat(list.softFailure(recipient, ACME, NEWS, new MessageId(3), 3, "full"))
                .as("three deliveries that all came back")
                .isPresent();
    }

    @Test
    void forgetsForGoodOnceASecondMessageWasDelivered() {
        EmailAddress recipient = EmailAddress.parse("a@example.org");
        assertThat(softFailure("a@example.org", 3)).isNull();
        assertThat(softFailure("a@example.org", 3)).isNull();
        list.success(recipient, ACME, NEWS, new MessageId(1));
        list.success(recipient, ACME, NEWS, new MessageId(1));
        list.success(recipient, ACME, NEWS, new MessageId(2));
        assertThat(list.softFailure(recipient, ACME, NEWS, new MessageId(1), 2, "full, says a late bounce"))
                .as("one failure, two other messages delivered before it")
                .isEmpty();
        assertThat(list.softFailure(recipient, ACME, NEWS, new MessageId(2), 2, "full"))
                .as("both came back")
                .isPresent();
    }

    private @Nullable Suppression softFailure(String address, int limit) {
        return list.softFailure(EmailAddress.parse(address), ACME, NEWS, new MessageId(++messages), limit, "452 full")
                .orElse(null);
    }

    private SuppressionDecision check(String address) {
        return check(address, ACME, NEWS);
    }

    private SuppressionDecision check(String address, TenantId tenant, StreamId stream) {
        return list.check(EmailAddress.parse(address), tenant, stream);
    }

    private Suppression suppressed(String address) {
        SuppressionDecision decision = check(address);
        assertThat(decision).isInstanceOf(SuppressionDecision.Suppressed.class);
        return ((SuppressionDecision.Suppressed) decision).entry();
    }
}
