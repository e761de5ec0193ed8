package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/** The places where unknown mailers write failed addresses. */
final class GenericPlaces {
    /** With more addresses it is a log or a list, not a report. */
    static final int MAX_GUESSED = 50;

    private final ReportText text;
    private final List<String> lines;
    private final Words words;
    private final Set<String> own;

    GenericPlaces(ReportText text) {
        this.text = text;
        this.lines = text.lines();
        this.words = text.words();
        this.own = text.ownAddresses();
    }

    /** The list below the words of failure, else the header field for this purpose. */
    List<TextFailure> sure() {
        List<TextFailure> listed = listed();
        return listed.isEmpty() ? FailedRecipientsHeader.read(text) : listed;
    }

    /** The first of the other places that names anybody but the report's own sender and recipient. */
    List<TextFailure> guessed() {
        List<Supplier<List<TextFailure>>> places = List.of(
                () -> words.sentences().read(lines, words),
                () -> AddressBlocks.read(lines, words),
                () -> LabelledAddresses.read(lines, words),
                this::summaryTo,
                this::onlyRecipient,
                this::onlyAddress);
        for (Supplier<List<TextFailure>> place : places) {
            List<TextFailure> found = others(place.get());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return withoutOffices(words.sentences().read(lines, words)); // of mail to oneself
    }

    /** The recipients of the returned original that the report names, else its only one. */
    List<TextFailure> returned() {
        List<TextFailure> named = namedRecipients();
        return named.isEmpty() ? others(onlyRecipient()) : named;
    }

    /** The recipients of the returned original that the report names. */
    List<TextFailure> namedRecipients() {
        Set<String> recipients = new LinkedHashSet<>();
        for (String name : List.of("To", "Cc", "X-Original-To", "Envelope-To")) {
            for (String field : text.original().all(name)) {
                AddressText.all(field).forEach(each -> recipients.add(each.toLowerCase(Locale.ROOT)));
            }
        }
        List<TextFailure> listed = others(AddressBlocks.read(lines, words));
        return listed.stream().filter(each -> recipients.contains(each.key())).toList();
    }

    /** A list with only the report's own addresses, above a returned original, is about mail to oneself. */
    private List<TextFailure> listed() {
        int said = Math.max(0, words.of(PhraseFamily.FAILED).lineIn(lines, 0));
        List<TextFailure> found = AddressBlocks.read(lines, said, lines.size(), words);
        List<TextFailure> others = others(found);
        boolean toItself = others.isEmpty() && !text.original().fields().isEmpty();
        return toItself ? withoutOffices(found) : others;
    }

    /** The {@code To:} line of a mailer's summary of the original. */
    private List<TextFailure> summaryTo() {
        List<TextFailure> found = new ArrayList<>();
        for (String line : lines) {
            if (Phrases.flat(line).startsWith("to:")) {
                AddressText.all(line).forEach(each -> found.add(TextFailure.of(each, "")));
            }
        }
        return found;
    }

    /** The recipient of the returned original, if there is only one. */
    private List<TextFailure> onlyRecipient() {
        List<String> to = AddressText.all(text.original().first("To"));
        boolean alone = to.size() == 1 && text.original().first("Cc").isEmpty();
        return alone ? List.of(said().of(to.getFirst())) : List.of();
    }

    /** The address in the text, if there is only one that could have failed. */
    List<TextFailure> onlyAddress() {
        Set<String> all = new LinkedHashSet<>();
        lines.stream().filter(line -> !words.nameContact(line)).forEach(line -> all.addAll(AddressText.all(line)));
        if (all.size() > MAX_GUESSED) {
            return List.of();
        }
        List<TextFailure> found = others(all.stream().map(said()::of).toList());
        return found.stream().map(TextFailure::key).distinct().count() == 1 ? found : List.of();
    }

    /** The whole report as the text about a recipient; without codes, everything but boilerplate. */
    private TextFailure said() {
        TextFailure whole = TextFailure.of("", Answers.from(lines));
        return whole.smtpCode() == null && whole.status() == null ? Explanation.ofAll(text) : whole;
    }

    private List<TextFailure> withoutOffices(List<TextFailure> found) {
        return found.stream()
                .filter(each -> !words.begin(PhraseFamily.OFFICE_ADDRESS, each.key()))
                .toList();
    }

    /** Excludes the report's own sender and recipient, and addresses that people are told to write to. */
    private List<TextFailure> others(List<TextFailure> found) {
        return found.stream()
                .filter(each -> !own.contains(each.key()) && !words.begin(PhraseFamily.OFFICE_ADDRESS, each.key()))
                .toList();
    }
}
