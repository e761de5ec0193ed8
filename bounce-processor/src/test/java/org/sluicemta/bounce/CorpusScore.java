package org.sluicemta.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts how the processor does on a corpus, set by set. */
final class CorpusScore {
    private final BounceProcessor processor = ShippedTable.processor();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Integer> readers = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    /** Figures of one set. */
    static final class Tally {
        int messages;
        int expected;
        int found;
        int extra;
        int severityKnown;
        int severityAgrees;

        double recall() {
            return expected == 0 ? 1 : (double) found / expected;
        }

        double precision() {
            return found + extra == 0 ? 1 : (double) found / (found + extra);
        }

        double severityAgreement() {
            return severityKnown == 0 ? 1 : (double) severityAgrees / severityKnown;
        }

        private void add(Tally other) {
            messages += other.messages;
            expected += other.expected;
            found += other.found;
            extra += other.extra;
            severityKnown += other.severityKnown;
            severityAgrees += other.severityAgrees;
        }
    }

    static CorpusScore of(List<Corpora.Case> cases) throws IOException {
        CorpusScore score = new CorpusScore();
        for (Corpora.Case each : cases) {
            if (each.recipients() != null) {
                score.count(each, each.recipients());
            }
        }
        return score;
    }

    Map<String, Tally> tallies() {
        return tallies;
    }

    /** How many messages each reader recognised; the empty name counts those nobody did. */
    Map<String, Integer> readers() {
        return readers;
    }

    /** What was missed, invented or judged differently, one line each. */
    List<String> differences() {
        return differences;
    }

    Tally total() {
        Tally total = new Tally();
        tallies.values().forEach(total::add);
        return total;
    }

    private void count(Corpora.Case each, List<Corpora.Expected> expected) throws IOException {
        Tally tally = tallies.computeIfAbsent(each.set(), set -> new Tally());
        ParsedReport report;
        try (InputStream in = Files.newInputStream(each.file())) {
            report = processor.parse(in);
        }
        tally.messages++;
        readers.merge(report.evidence().recogniser(), 1, Integer::sum);
        Map<String, ReportedRecipient> found = new HashMap<>();
        report.recipients().forEach(one -> found.put(one.address().toLowerCase(Locale.ROOT), one));
        boolean unnamed = false;
        for (Corpora.Expected one : new LinkedHashSet<>(expected)) {
            unnamed |= one.address() == null;
            if (one.address() != null && !one.address().endsWith("libsisimai.org.invalid")) {
                compare(tally, each.path(), one, found.remove(one.address().toLowerCase(Locale.ROOT)), report);
            }
        }
        if (!unnamed && !expected.isEmpty()) {
            tally.extra += found.size();
            found.keySet().forEach(address -> differences.add("EXTRA   " + each.path() + " " + address + by(report)));
        }
    }

    private void compare(
            Tally tally,
            String path,
            Corpora.Expected expected,
            @Nullable ReportedRecipient found,
            ParsedReport report) {
        tally.expected++;
        if (found == null) {
            differences.add("MISSING " + path + " " + expected.address() + by(report));
            return;
        }
        tally.found++;
        if (expected.severity() != null) {
            tally.severityKnown++;
            if (expected.severity() == found.severity()) {
                tally.severityAgrees++;
            } else {
                differences.add("SEVERITY " + path + " " + expected + " but " + found + by(report));
            }
        }
    }

    private static String by(ParsedReport report) {
        return " [" + report.kind() + " " + report.evidence().recogniser() + "]";
    }
}
