package org.sluicemta.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.bounce.text.Hints;
import org.sluicemta.bounce.text.Returned;
import org.sluicemta.bounce.text.Tags;
import org.sluicemta.bounce.text.Words;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * Recognises automatic replies: vacation notices, acknowledgements (RFC 3834) and the challenges of challenge-response
 * filters. Mail through a mailing list never is one, because a reply would have gone to the list.
 */
final class AutoReplies implements ReportReader {
    private static final List<String> MARKS = List.of(
            "X-Autoreply",
            "X-Auto-Reply",
            "X-Autoreply-From",
            "X-AutoReply-From",
            "X-Autorespond",
            "X-Autoresponder",
            "X-Autoresponse",
            "X-Auto-Respond",
            "X-Mail-Autoreply",
            "X-Vacation",
            "X-Sieve-Vacation",
            "X-Out-Of-Office",
            "X-OOF");

    private static final List<String> LIST_FIELDS = List.of("List-Id", "List-Post", "Mailing-List", "X-Mailing-List");

    @Override
    public Optional<Finding> read(MessageView message) {
        Headers headers = message.headers();
        String sender = sender(headers);
        if (sender == null || LIST_FIELDS.stream().anyMatch(headers::has) || Hints.isMailer(headers, message.words())) {
            return Optional.empty();
        }
        if (isChallenge(headers, message.words())) {
            return Optional.of(finding("challenge", sender, message));
        }
        if (message.hints().nullSender() && Returned.quotesAnAnswer(message.reportText())
                || message.hints().automaton() && Returned.quotesAnAnswerInFull(message.reportText())) {
            return Optional.empty();
        }
        boolean reply = isMarked(headers) || !isBulk(headers) && hasSubject(headers, message.words());
        return reply ? Optional.of(finding("auto-reply", sender, message)) : Optional.empty();
    }

    private static @Nullable String sender(Headers headers) {
        String from = AddressText.first(headers.first("From"));
        return from == null ? AddressText.first(headers.first("Reply-To")) : from;
    }

    private static boolean isMarked(Headers headers) {
        String submitted = headers.first("Auto-Submitted").strip().toLowerCase(Locale.ROOT);
        String precedence =
                (headers.first("Precedence") + ' ' + headers.first("X-Precedence")).toLowerCase(Locale.ROOT);
        return submitted.startsWith("auto-replied") // RFC 3834 section 5
                || submitted.startsWith("auto_replied")
                || precedence.contains("auto_reply")
                || precedence.contains("auto-reply")
                || headers.first("X-Apple-Action").equalsIgnoreCase("VACATION")
                || headers.first("X-POST-MessageClass").startsWith("9")
                || headers.first("Delivered-To").equalsIgnoreCase("Autoresponder")
                || MARKS.stream().anyMatch(mark -> isSet(headers.first(mark)));
    }

    private static boolean isSet(String value) {
        return !value.isEmpty() && !value.equalsIgnoreCase("no") && !value.equalsIgnoreCase("false");
    }

    /** Whether the subject begins like one, after any {@code Re:} and tags added by gateways. */
    private static boolean hasSubject(Headers headers, Words words) {
        String subject = Phrases.flat(headers.decoded("Subject"));
        return begins(subject, words) || begins(Tags.cut(subject), words);
    }

    private static boolean begins(String subject, Words words) {
        String rest = subject.startsWith("re:") ? subject.substring(3).strip() : subject;
        return words.begin(PhraseFamily.AUTO_REPLY_SUBJECT, rest);
    }

    /** Newsletters imitate such subjects. */
    private static boolean isBulk(Headers headers) {
        String precedence = headers.first("Precedence").strip().toLowerCase(Locale.ROOT);
        return headers.has("List-Unsubscribe") || precedence.equals("bulk") || precedence.equals("list");
    }

    private static boolean isChallenge(Headers headers, Words words) {
        String origin = (headers.first("From")
                        + ' '
                        + headers.first("X-Mailer")
                        + ' '
                        + headers.first("X-Delivery-Agent")
                        + ' '
                        + headers.first("Reply-To"))
                .toLowerCase(Locale.ROOT);
        String subject = headers.decoded("Subject").toLowerCase(Locale.ROOT);
        boolean asks = subject.contains("confirm")
                || subject.contains("verif")
                || subject.contains("challenge")
                || subject.contains("re: ")
                || subject.contains("antispam");
        return subject.startsWith("your email requires verification verify#")
                || asks && words.in(PhraseFamily.CHALLENGER, origin);
    }

    private static Finding finding(String name, String sender, MessageView message) {
        ReportedRecipient recipient = new ReportedRecipient(sender, Severity.NONE, null, null, null, null, null);
        String answered = message.headers().first("In-Reply-To");
        return new Finding(
                name,
                Finding.Kind.AUTO_REPLY,
                List.of(recipient),
                null,
                null,
                null,
                null,
                answered.isEmpty() ? null : answered,
                Headers.empty());
    }
}
