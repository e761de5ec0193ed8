package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;

/**
 * Mailers nobody has named: a message that two independent hints in its header call a report, and that says in one of many
 * languages that something was not delivered. The failed addresses are looked for where mailers put them, from the surest
 * place to the least sure ({@link GenericPlaces}).
 */
final class Generic implements Recogniser {
    private static final int MAX_GUESSED = 50; // more addresses than that are a log or a list, not a report
    private static final int OPENING = 300;

    /** Subjects of what mail systems send besides reports: about many messages, or about none. */
    private static final Phrases SUMMARIES = Phrases.of(
            "quarantine",
            "quarantäne",
            "quarantaine",
            "cuarentena",
            "quarentena",
            "quarantena",
            "隔離",
            "隔离",
            "digest",
            "summary",
            "summaries",
            "statistics",
            "statistik",
            "logwatch",
            "daily report",
            "weekly report",
            "monthly report",
            "report domain:",
            "moderat",
            "subscription",
            "unsubscribe",
            "maintenance",
            "almost full",
            "nearly full",
            "fast voll",
            "newsletter");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!isReport(text)) {
            return Optional.empty();
        }
        GenericPlaces places = new GenericPlaces(text);
        List<TextFailure> found = places.sure();
        if (found.isEmpty() && isSurelyMachine(text.hints())) {
            found = places.guessed();
        }
        return found.size() <= MAX_GUESSED ? TextReport.of("generic", text, found) : Optional.empty();
    }

    /**
     * Two hints of the header and words of failure; {@code <address>:} alone on a line is as good as one of either, and a
     * mailer may do with words of failure at the very beginning.
     */
    private static boolean isReport(ReportText text) {
        Hints hints = text.hints();
        if (text.headers().has("X-Failed-Recipients")) {
            return true;
        }
        if (SUMMARIES.in(text.subject())) {
            return false;
        }
        boolean listed = hints.any() && text.lines().stream().anyMatch(Generic::isListEntry);
        boolean saysSo = FailureWords.FAILED.in(text)
                || FailureWords.FAILED.in(text.subject())
                || Delays.LATE.in(text)
                || Delays.saysDelivered(text);
        boolean enough = hints.count() + (listed ? 1 : 0) >= 2;
        return (saysSo || listed && hints.subject()) && (enough || opensAsMailer(text));
    }

    /** Guesses are made only where the sender, not just the subject, is a report's. */
    private static boolean isSurelyMachine(Hints hints) {
        return hints.count() >= 2 && (hints.mailer() || hints.marked());
    }

    private static boolean opensAsMailer(ReportText text) {
        String opening = text.flat().substring(0, Math.min(OPENING, text.flat().length()));
        return text.hints().mailer() && (FailureWords.FAILED.in(opening) || Delays.LATE.in(opening));
    }

    private static boolean isListEntry(String line) {
        return line.length() > 5 && line.charAt(0) == '<' && line.endsWith(">:") && line.indexOf('@') > 0;
    }
}
