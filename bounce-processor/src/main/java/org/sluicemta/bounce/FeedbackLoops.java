package org.sluicemta.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.AddressText;

/**
 * Recognises complaints of feedback loops that don't use ARF: the message complained about is attached, and the loop is
 * identified by its sender and subject or by fields it adds to the attached header.
 */
final class FeedbackLoops implements ReportReader {
    /** Fields in which a loop names the complaining recipient inside the attached message. */
    private static final List<String> RECIPIENT_FIELDS = List.of("X-HmXmrOriginalRecipient", "X-MSFBL-Recipient");

    /**
     * A loop.
     *
     * @param name in the evidence
     * @param sender a part of its From address
     * @param subject how its subjects begin, in lower case
     */
    private record Loop(String name, String sender, String subject) {}

    private static final List<Loop> LOOPS = List.of(
            new Loop("jmrp", "staff@hotmail.com", "complaint about message from"),
            new Loop("aol-fbl", "scomp@aol.net", ""),
            new Loop("aol-fbl", "@scomp.", "client tos notification"),
            new Loop("earthlink-fbl", "@earthlink.net", "complaint about message from"),
            new Loop("usanet-fbl", "@usa.net", "complaint about message from"),
            new Loop("unitedonline-fbl", "@support.juno.com", "complaint about message from"),
            new Loop("yahoo-fbl", "@arf.mail.yahoo.com", ""),
            new Loop("spamcop", "@reports.spamcop.net", "[spamcop"),
            new Loop("tucows-fbl", "fbl@tucows", ""),
            new Loop("fastmail-fbl", "fbl@fastmail", ""));

    private final int maxRecipients;

    FeedbackLoops(int maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        for (Part attached : message.attached()) {
            String named = namedRecipient(attached.headers());
            Optional<Loop> loop = loop(message.headers());
            if (!named.isEmpty()) {
                return Optional.of(finding(loop.map(Loop::name).orElse("jmrp"), named, attached.headers()));
            }
            if (loop.isPresent()) {
                return Optional.of(finding(loop.get().name(), attached.headers().first("To"), attached.headers()));
            }
        }
        return Optional.empty();
    }

    private static String namedRecipient(Headers original) {
        return RECIPIENT_FIELDS.stream()
                .map(original::first)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Optional<Loop> loop(Headers headers) {
        String from = headers.first("From").toLowerCase(Locale.ROOT);
        String subject = headers.decoded("Subject").strip().toLowerCase(Locale.ROOT);
        return LOOPS.stream()
                .filter(loop -> from.contains(loop.sender()) && subject.startsWith(loop.subject()))
                .findFirst();
    }

    private Finding finding(String name, String recipients, Headers original) {
        List<ReportedRecipient> complained = new ArrayList<>();
        for (String address : AddressText.all(recipients)) {
            if (complained.size() < maxRecipients) {
                complained.add(new ReportedRecipient(address, Severity.NONE, null, null, null, null, null));
            }
        }
        return new Finding(name, Finding.Kind.COMPLAINT, complained, "abuse", null, null, null, null, original);
    }
}
