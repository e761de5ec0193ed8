package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a free-text report says.
 *
 * @param recogniser who recognised it
 * @param kind what happened to the addresses
 * @param failures the addresses, each once
 */
public record TextReport(String recogniser, Kind kind, List<TextFailure> failures) {

    /** What a free-text report may say about its addresses. */
    public enum Kind {
        FAILED,
        DELAYED,
        DELIVERED
    }

    public TextReport {
        failures = List.copyOf(failures);
    }

    /**
     * A report of failures, unless it names nobody; late ones are told apart by their words. Where no address has words
     * of its own, the whole report is the words about all of them.
     */
    static Optional<TextReport> of(String recogniser, ReportText text, List<TextFailure> failures) {
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        boolean silent = failures.stream().allMatch(each -> each.diagnostic() == null);
        List<TextFailure> explained = silent ? SharedWords.explain(failures, Answers.from(text.lines())) : failures;
        List<TextFailure> each = distinct(withoutAccepted(explained));
        List<TextFailure> told = each.size() == 1 ? List.of(Explanation.of(text, each.getFirst())) : each;
        return Optional.of(new TextReport(recogniser, Delays.kind(text), told));
    }

    /** A table of all recipients lists those that were accepted as well. */
    private static List<TextFailure> withoutAccepted(List<TextFailure> failures) {
        List<TextFailure> refused = failures.stream()
                .filter(each -> each.smtpCode() == null || each.smtpCode() >= 400)
                .toList();
        return refused.isEmpty() ? failures : refused;
    }

    /** The first failure of each address, but with the words of a later one where the first has none. */
    private static List<TextFailure> distinct(List<TextFailure> failures) {
        Map<String, TextFailure> byAddress = new LinkedHashMap<>();
        for (TextFailure failure : failures) {
            byAddress.merge(failure.key(), failure, (first, later) -> first.diagnostic() == null ? later : first);
        }
        return new ArrayList<>(byAddress.values());
    }
}
