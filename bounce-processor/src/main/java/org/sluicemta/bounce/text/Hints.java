package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * Signs in the header of a message that a machine wrote it. People quote bounces all the time, so without one of these
 * hints no text is a report.
 *
 * @param mailer the sender is a mailer-daemon or a postmaster, or has such a name
 * @param nullSender the envelope sender is empty (RFC 5321 section 4.5.5), according to a Return-Path field
 * @param subject the subject is one that reports have
 * @param marked a header field says so: a report type, failed recipients, Auto-Submitted
 * @param automaton the sender is an address that nobody reads; this alone doesn't suggest a report, because newsletters
 *     have it, too
 */
public record Hints(boolean mailer, boolean nullSender, boolean subject, boolean marked, boolean automaton) {

    /** Reads the hints in the header of a message. */
    public static Hints of(Headers headers, Words words) {
        String subject = Phrases.flat(headers.decoded("Subject"));
        boolean mailer = isMailer(headers, words) || fromDaemonPath(headers);
        return new Hints(
                mailer,
                nullSender(headers),
                !isReply(subject, words)
                        && words.in(PhraseFamily.REPORT_SUBJECT, subject)
                        && (mailer || !isPost(headers)),
                marked(headers),
                isAutomaton(headers, words));
    }

    /** Whether the sender has the name of a mail system, whatever the return path. */
    public static boolean isMailer(Headers headers, Words words) {
        String from = headers.decoded("From").toLowerCase(Locale.ROOT);
        String senders = from + ' ' + headers.first("Sender").toLowerCase(Locale.ROOT);
        return words.in(PhraseFamily.DAEMON, senders) || from.contains("<>");
    }

    /** Whether anything hints at a report. */
    public boolean any() {
        return mailer || nullSender || subject || marked;
    }

    /** Whether the subject is the only hint: a person may have written under a report's subject. */
    boolean onlySubject() {
        return subject && count() == 1 && !automaton;
    }

    /** The number of hints. */
    int count() {
        return (mailer ? 1 : 0) + (nullSender ? 1 : 0) + (subject ? 1 : 0) + (marked ? 1 : 0);
    }

    /** Members of a mailing list write about reports under all kinds of subjects. */
    private static boolean isPost(Headers headers) {
        return headers.has("List-Id") || headers.has("List-Post");
    }

    private static boolean isReply(String tagged, Words words) {
        String subject = Tags.cut(tagged);
        return subject.startsWith("re:")
                || subject.startsWith("aw:")
                || subject.startsWith("re[")
                || subject.startsWith("sv:")
                || subject.startsWith("antw:")
                || isTagged(tagged, words)
                || InlineForward.isForward(subject, words);
    }

    /** Whether it was written by a program about others' reports. */
    static boolean isTagged(String subject, Words words) {
        return words.begin(PhraseFamily.TRACKER_TAG, subject);
    }

    private static boolean isAutomaton(Headers headers, Words words) {
        String from = AddressText.first(headers.first("From"));
        return from != null
                && words.in(PhraseFamily.AUTOMATON_ADDRESS, Phrases.flat(from.substring(0, from.lastIndexOf('@') + 1)));
    }

    private static boolean fromDaemonPath(Headers headers) {
        return headers.first("Return-Path").toLowerCase(Locale.ROOT).contains("mailer-daemon");
    }

    private static boolean nullSender(Headers headers) {
        for (String path : headers.all("Return-Path")) {
            if (path.isBlank() || path.strip().equals("<>") || path.strip().equalsIgnoreCase("<MAILER-DAEMON>")) {
                return true;
            }
        }
        return false;
    }

    private static boolean marked(Headers headers) {
        for (String name : List.of(
                "X-Failed-Recipients",
                "X-Bounced-Address",
                "X-DSNContext",
                "X-DSN-Reason",
                "X-MX-Bounce",
                "X-Mailer-Daemon-Recipients",
                "X-MS-Exchange-Message-Is-Ndr",
                "X-MLServer",
                "X-Ricevuta")) { // certified mail of Italy: a receipt or a notice that there is none
            if (headers.has(name)) {
                return true;
            }
        }
        String type = headers.first("Content-Type").toLowerCase(Locale.ROOT);
        String submitted = headers.first("Auto-Submitted").toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/report")
                || type.contains("report-type=delivery-status")
                || submitted.startsWith("auto-replied")
                || submitted.contains("failure");
    }
}
