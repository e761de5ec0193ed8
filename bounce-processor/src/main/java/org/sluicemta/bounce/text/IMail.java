package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/** Ipswitch IMail (SMTP32): one line each, {@code Unknown user: address}, {@code User mailbox exceeds allowed size: address}. */
final class IMail implements Recogniser {
    private static final Phrases VERDICTS = Phrases.of(
            "unknown user:",
            "user mailbox exceeds allowed size:",
            "invalid final delivery userid:",
            "delivery failed ",
            "unknown host:",
            "undeliverable to",
            "undeliverable mail to",
            "account suspended:",
            "account disabled:",
            "error in rcpt:",
            "mailbox is full:",
            "user account is disabled:",
            "unable to deliver to:",
            "failed to deliver to:",
            "delivery failed:");

    @Override
    public Optional<TextReport> read(ReportText text) {
        boolean imail = text.headers().first("X-Mailer").startsWith("<SMTP32 v")
                || text.subject().equals("undeliverable mail") && VERDICTS.start(text.flat());
        return imail ? TextReport.of("imail", text, verdicts(text.lines())) : Optional.empty();
    }

    private static List<TextFailure> verdicts(List<String> lines) {
        List<TextFailure> found = new ArrayList<>();
        for (String line : lines) {
            String address = VERDICTS.start(Phrases.flat(line)) ? AddressText.first(line) : null;
            if (address != null) {
                found.add(TextFailure.of(address, line));
            }
        }
        return found;
    }
}
