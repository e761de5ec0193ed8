package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ResponseCorpus.Labelled;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseTable;

/** Holds the shipped table against labelled answers of real providers. */
class ResponseCorpusTest {
    /** What others' labels may be called by ours; a label that is not here says nothing that we could hold against. */
    private static final Map<String, Set<String>> MEANS = Map.ofEntries(
            Map.entry("userunknown", Set.of("unknown-recipient", "inactive-recipient")),
            Map.entry(
                    "filtered", Set.of("unknown-recipient", "inactive-recipient", "content-refused", "relay-refused")),
            Map.entry("hostunknown", Set.of("unknown-domain")),
            Map.entry("mailboxfull", Set.of("mailbox-full")),
            Map.entry("exceedlimit", Set.of("message-too-large")),
            Map.entry("expired", Set.of("expired", "time-out", "connection-failed")),
            Map.entry("networkerror", Set.of("connection-failed", "time-out", "unknown-domain", "site-unavailable")),
            Map.entry("blocked", Set.of("source-blocked", "rate-limited")),
            Map.entry("badreputation", Set.of("source-blocked", "rate-limited")),
            Map.entry("requireptr", Set.of("source-blocked")),
            Map.entry("authfailure", Set.of("authentication-failed")),
            Map.entry("norelaying", Set.of("relay-refused")),
            Map.entry("notaccept", Set.of("unknown-domain", "relay-refused")),
            Map.entry("notcompliantrfc", Set.of("content-refused", "protocol-error")),
            Map.entry("policyviolation", Set.of("content-refused", "relay-refused")),
            Map.entry("rejected", Set.of("relay-refused", "unknown-domain")),
            Map.entry("securityerror", Set.of("relay-refused", "authentication-failed", "content-refused")),
            Map.entry("spamdetected", Set.of("spam-content")),
            Map.entry("virusdetected", Set.of("virus")),
            Map.entry("suspend", Set.of("inactive-recipient")),
            Map.entry("systemerror", Set.of("site-unavailable", "content-refused")),
            Map.entry("mailererror", Set.of("site-unavailable")),
            Map.entry("toomanyconn", Set.of("rate-limited")),
            Map.entry("hasmoved", Set.of("moved")),
            Map.entry("failedstarttls", Set.of("tls-failed")),
            Map.entry("mailbox_full", Set.of("mailbox-full")),
            Map.entry("no_such_recipient", Set.of("unknown-recipient", "inactive-recipient")),
            Map.entry("server_unknown", Set.of("unknown-domain")),
            Map.entry("server_timeout", Set.of("time-out", "connection-failed")),
            Map.entry("spam_content", Set.of("spam-content", "source-blocked")),
            Map.entry("reputation", Set.of("source-blocked", "rate-limited")),
            Map.entry("authentication_failure", Set.of("authentication-failed")));

    @TempDir
    Path home;

    @Test
    void givesNearlyEveryAnswerAClassAndAgreesWithTheLabels() throws Exception {
        Optional<Path> file = ResponseCorpus.find();
        assumeTrue(file.isPresent(), "corpus of answers is not beside the project");
        ShippedConfiguration.copyTo(home);
        ResponseTable table = new ConfigurationLoader(ChainClassCheck.NONE)
                .load(home, home, Map.of())
                .responses();
        Measured measured = measure(table, file.get());

        assertThat(measured.classed()).isGreaterThanOrEqualTo(0.99);
        assertThat(measured.agreed()).as("%s", measured.disagreements()).isGreaterThanOrEqualTo(0.95);
    }

    /** Answers of one label. */
    record Tally(int answers, int agreed) {
        Tally and(boolean agrees) {
            return new Tally(answers + 1, agreed + (agrees ? 1 : 0));
        }
    }

    /**
     * @param classed share with a class other than {@code other}
     * @param agreed share of the labelled ones whose class is what the label means
     */
    record Measured(
            int answers,
            double classed,
            int labelled,
            double agreed,
            Map<String, Tally> labels,
            List<String> disagreements) {}

    static Measured measure(ResponseTable table, Path file) throws IOException {
        List<Labelled> all = ResponseCorpus.read(file);
        Map<String, Tally> labels = new TreeMap<>();
        List<String> disagreements = new ArrayList<>();
        int classed = 0;
        for (Labelled one : all) {
            Classification found = table.classify(one.answer());
            classed += found.responseClass() == ResponseClass.OTHER ? 0 : 1;
            Set<String> means = MEANS.getOrDefault(one.label(), Set.of());
            if (!means.isEmpty()) {
                boolean agrees = means.contains(found.responseClass().label());
                labels.put(
                        one.label(),
                        labels.getOrDefault(one.label(), new Tally(0, 0)).and(agrees));
                if (!agrees) {
                    disagreements.add(one.label() + ": " + found + " of " + one.answer());
                }
            }
        }
        int labelled = labels.values().stream().mapToInt(Tally::answers).sum();
        return new Measured(
                all.size(),
                (double) classed / all.size(),
                labelled,
                1 - (double) disagreements.size() / labelled,
                labels,
                disagreements);
    }
}
