package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * Reports of unknown mailers: two independent hints in the header indicate a report, and the text says in one of many
 * languages that something wasn't delivered. The failed addresses are searched for where mailers write them, from the
 * most to the least reliable place ({@link GenericPlaces}).
 */
final class Generic implements Recogniser {
    private static final Phrases LINKS = Phrases.of("http:", "https:", "www.");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!isReport(text)) {
            return Optional.empty();
        }
        if (isToTheReader(text)) {
            return Optional.empty();
        }
        GenericPlaces places = new GenericPlaces(text);
        List<TextFailure> found = places.sure();
        if (found.isEmpty() && (isSurelyMachine(text.hints()) || opensAsMachine(text))) {
            found = places.guessed();
        }
        boolean told = found.size() <= GenericPlaces.MAX_GUESSED && isProven(text, found);
        return told ? TextReport.of("generic", text, found) : Optional.empty();
    }

    /**
     * Needs two hints in the header and words of failure. {@code <address>:} alone on a line can replace one of either.
     * For a mailer or a null sender, words of failure at the very beginning are enough.
     */
    static boolean isReport(ReportText text) {
        Hints hints = text.hints();
        if (text.headers().has("X-Failed-Recipients")) {
            return true;
        }
        if (isAboutOthers(text)) {
            return false;
        }
        boolean listed = hints.any() && text.lines().stream().anyMatch(Generic::isListEntry);
        boolean saysSo = text.says(PhraseFamily.FAILED)
                || text.words().in(PhraseFamily.FAILED, text.subject())
                || text.says(PhraseFamily.LATE)
                || Delays.saysDelivered(text);
        boolean unread = hints.automaton() && hints.subject(); // neither is enough by itself
        boolean enough = unread || hints.count() + (listed ? 1 : 0) >= 2;
        return (saysSo || listed && hints.subject()) && (enough || opensAsMachine(text));
    }

    /** Whether the subject is that of a summary or of a program about others' reports. */
    static boolean isAboutOthers(ReportText text) {
        return text.words().in(PhraseFamily.SUMMARY_SUBJECT, text.subject())
                || Hints.isTagged(text.subject(), text.words());
    }

    /**
     * A postmaster and a subject aren't enough for a report: a machine that returns a message leaves no return path, or
     * adds marks, a reply code, or the message itself. Without a word about mail, it may be about parcels and payments.
     */
    private static boolean isProven(ReportText text, List<TextFailure> found) {
        Hints hints = text.hints();
        boolean machine = hints.nullSender()
                || hints.marked()
                || text.from().contains("daemon")
                || isOfDaemon(text)
                || hints.mailer() && !text.headers().has("Return-Path") && opensAsMachine(text)
                || hints.mailer() && text.words().in(PhraseFamily.TO_WHOM, text.opening());
        TextFailure all = TextFailure.of("", text.lines());
        boolean coded = found.stream().anyMatch(each -> each.smtpCode() != null || each.status() != null)
                || hints.mailer() && (all.smtpCode() != null || all.status() != null);
        boolean returned = !text.original().fields().isEmpty();
        boolean goods = text.says(PhraseFamily.GOODS) || text.words().in(PhraseFamily.GOODS, text.subject());
        boolean aboutMail = !goods || text.says(PhraseFamily.MAIL) && isSurelyMachine(hints);
        return (machine || coded || returned || hints.mailer() && hints.subject())
                && (coded || returned || hints.marked() || aboutMail);
    }

    /** Some servers send reports from the address for questions about them. */
    static boolean isOfDaemon(ReportText text) {
        String path = text.headers().first("Return-Path").replace("<", "");
        return text.words().begin(PhraseFamily.DAEMON_ADDRESS, Phrases.flat(path));
    }

    /**
     * A message that asks its reader to do something about the reader's own mailbox is phishing, or from the reader's
     * provider.
     */
    static boolean isToTheReader(ReportText text) {
        if (!text.original().fields().isEmpty() || text.headers().has("X-Failed-Recipients")) {
            return false;
        }
        boolean links = LINKS.in(text.flat());
        boolean answerable = text.headers().has("Return-Path") && !text.hints().nullSender();
        return text.says(PhraseFamily.OWN_MAILBOX) && (links || text.says(PhraseFamily.ASK))
                || answerable && links && text.says(PhraseFamily.ASK);
    }

    /** Guesses are made only if the sender, and not just the subject, indicates a report. */
    private static boolean isSurelyMachine(Hints hints) {
        return hints.count() >= 2 && (hints.mailer() || hints.marked());
    }

    /** Words of failure at the very beginning, from a mail system or without a return path. */
    private static boolean opensAsMachine(ReportText text) {
        Hints hints = text.hints();
        String opening = text.opening();
        boolean machine = hints.mailer() || hints.nullSender() && !isGenerated(text.headers());
        Words words = text.words();
        return machine && (words.in(PhraseFamily.FAILED, opening) || words.in(PhraseFamily.LATE, opening));
    }

    /**
     * Alerts, statistics and newsletters may have a null sender. A reply to a message says that it is one, or says
     * nothing.
     */
    static boolean isGenerated(Headers headers) {
        String submitted = headers.first("Auto-Submitted").strip().toLowerCase(Locale.ROOT);
        return submitted.startsWith("auto-generated") || headers.has("List-Unsubscribe") || headers.has("List-Id");
    }

    private static boolean isListEntry(String line) {
        String entry = line.stripLeading();
        return entry.length() > 5 && entry.charAt(0) == '<' && entry.endsWith(">:") && entry.indexOf('@') > 0;
    }
}
