package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sluicemta.bounce.reply.AddressText;

/**
 * Mailers nobody has named: a message that two independent hints in its header call a report, and that says in one of many
 * languages that something was not delivered. The failed addresses are looked for where mailers put them, from the surest
 * place to the least sure.
 */
final class Generic implements Recogniser {
    private static final int MAX_GUESSED = 50;
    private static final int OPENING = 300;
    private static final Phrases OFFICES = Phrases.of(
            "postmaster@",
            "mailer-daemon@",
            "abuse@",
            "support@",
            "helpdesk@",
            "help@",
            "hostmaster@",
            "webmaster@",
            "noreply@",
            "no-reply@",
            "antispam@",
            "spam@",
            "info@mail");

    private final Sentences sentences = new Sentences(FailureLeads.ALL);

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!isReport(text)) {
            return Optional.empty();
        }
        List<TextFailure> named = FailedRecipientsHeader.read(text);
        List<TextFailure> listed = listed(text);
        if (!listed.isEmpty() || !named.isEmpty()) {
            return report(text, listed.isEmpty() ? named : listed);
        }
        if (text.hints().count() < 2) {
            return Optional.empty();
        }
        for (Supplier<List<TextFailure>> place : places(text)) {
            List<TextFailure> found = others(text, place.get());
            if (!found.isEmpty()) {
                return report(text, found);
            }
        }
        return Optional.empty();
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
        boolean listed = hints.any() && text.lines().stream().anyMatch(Generic::isListEntry);
        boolean saysSo = FailureWords.FAILED.in(text) || FailureWords.FAILED.in(text.subject());
        boolean enough = hints.count() + (listed ? 1 : 0) >= 2;
        return (saysSo || listed && hints.subject()) && (enough || opensAsMailer(text));
    }

    private static boolean opensAsMailer(ReportText text) {
        String opening = text.flat().substring(0, Math.min(OPENING, text.flat().length()));
        return text.hints().mailer() && FailureWords.FAILED.in(opening);
    }

    private static boolean isListEntry(String line) {
        return line.length() > 5 && line.charAt(0) == '<' && line.endsWith(">:") && line.indexOf('@') > 0;
    }

    private static Optional<TextReport> report(ReportText text, List<TextFailure> found) {
        return found.size() <= MAX_GUESSED ? TextReport.of("generic", text, found) : Optional.empty();
    }

    /** The list below the words of failure; when it holds nothing but the report's own addresses, the mail was to itself. */
    private static List<TextFailure> listed(ReportText text) {
        List<String> lines = text.lines();
        int said = Math.max(0, FailureWords.FAILED.lineIn(lines, 0));
        List<TextFailure> found = AddressBlocks.read(lines, said, lines.size());
        List<TextFailure> others = others(text, found);
        return others.isEmpty()
                ? found.stream().filter(each -> !OFFICES.start(each.key())).toList()
                : others;
    }

    private List<Supplier<List<TextFailure>>> places(ReportText text) {
        List<String> lines = text.lines();
        return List.of(
                () -> sentences.read(lines),
                () -> AddressBlocks.read(lines),
                () -> LabelledAddresses.read(lines),
                () -> summaryTo(text),
                () -> onlyRecipient(text),
                () -> onlyAddress(text));
    }

    /** The one address in the text, when there is but one that could have failed. */
    private static List<TextFailure> onlyAddress(ReportText text) {
        Set<String> all = new LinkedHashSet<>(AddressText.all(String.join("\n", text.lines())));
        if (all.size() > MAX_GUESSED) {
            return List.of();
        }
        List<TextFailure> others = others(
                text,
                all.stream().map(each -> TextFailure.of(each, text.lines())).toList());
        return others.stream().map(TextFailure::key).distinct().count() == 1 ? others : List.of();
    }

    /** Who the returned original was for, when that is one address. */
    private static List<TextFailure> onlyRecipient(ReportText text) {
        List<String> to = AddressText.all(text.original().first("To"));
        boolean alone = to.size() == 1 && text.original().first("Cc").isEmpty();
        return alone ? List.of(TextFailure.of(to.getFirst(), text.lines())) : List.of();
    }

    /** The {@code To:} line of a mailer's summary of the original. */
    private static List<TextFailure> summaryTo(ReportText text) {
        List<TextFailure> found = new ArrayList<>();
        for (String line : text.lines()) {
            if (Phrases.flat(line).startsWith("to:")) {
                AddressText.all(line).forEach(each -> found.add(TextFailure.of(each, "")));
            }
        }
        return found;
    }

    /** Leaves out the report's own sender and recipient and the offices that a report tells people to write to. */
    private static List<TextFailure> others(ReportText text, List<TextFailure> found) {
        List<String> own = text.ownAddresses();
        return found.stream()
                .filter(each -> !own.contains(each.key()) && !OFFICES.start(each.key()))
                .toList();
    }
}
