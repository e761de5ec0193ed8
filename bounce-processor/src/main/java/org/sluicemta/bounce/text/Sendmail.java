package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/**
 * sendmail 8 without a status part, and the many that copied its ruled headings: {@code ----- The following addresses had
 * permanent fatal errors -----}, the addresses, {@code (reason: …)} and {@code (expanded from: <alias>)} below each, then
 * the transcript of the session. The alias is what the sender wrote to, so it is reported as well.
 */
final class Sendmail implements Recogniser {
    private static final Phrases HEADING = Phrases.of(
            "the following addresses had permanent fatal errors",
            "the following addresses had transient non-fatal errors",
            "the following addresses had permanent delivery errors",
            "the following addresses had delivery problems",
            "the following addresses had delivery errors",
            "the following addresses had fatal errors",
            "the following addresses have delivery notifications",
            "the following addresses had errors",
            "the following recipients had delivery errors",
            "the following address had permanent");
    private static final Phrases GOOD = Phrases.of("the following addresses had successful delivery");
    private static final Phrases NEXT_HEADING =
            Phrases.of("-----", "transcript of session", "session transcript", "will be retried");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (text.has(GOOD)) {
            List<TextFailure> delivered = listed(text, GOOD);
            return delivered.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TextReport("sendmail", TextReport.Kind.DELIVERED, delivered));
        }
        if (!text.has(HEADING)) {
            return Optional.empty();
        }
        return TextReport.of("sendmail", text, withTranscript(text.lines(), listed(text, HEADING)));
    }

    private static List<TextFailure> listed(ReportText text, Phrases heading) {
        List<String> lines = text.lines();
        List<TextFailure> found = new ArrayList<>();
        int at = heading.lineIn(lines, 0);
        while (at >= 0) {
            int end = NEXT_HEADING.lineIn(lines, at + 1);
            int to = end < 0 ? lines.size() : end;
            found.addAll(AddressBlocks.read(lines, at + 1, to, text.words()));
            found.addAll(bracketed(lines, at + 1, to));
            found.addAll(aliases(lines, at + 1, to));
            at = heading.lineIn(lines, to);
        }
        return found;
    }

    /** {@code [Status: Error, Address: <user@host>, ResponseCode 421, …]}, as Zoho writes it. */
    private static List<TextFailure> bracketed(List<String> lines, int from, int to) {
        List<TextFailure> found = new ArrayList<>();
        for (String line : lines.subList(from, to)) {
            if (line.strip().startsWith("[") && line.contains("Address:")) {
                String address = AddressText.first(line.substring(line.indexOf("Address:")));
                if (address != null) {
                    found.add(TextFailure.of(address, line.replace("ResponseCode ", "ResponseCode: ")));
                }
            }
        }
        return found;
    }

    private static List<TextFailure> aliases(List<String> lines, int from, int to) {
        List<TextFailure> found = new ArrayList<>();
        for (String line : lines.subList(from, to)) {
            int at = line.indexOf("(expanded from:");
            String alias = at < 0 ? null : AddressText.first(line.substring(at));
            if (alias != null) {
                found.add(TextFailure.of(alias, ""));
            }
        }
        return found;
    }

    /** The words about an address are in the transcript unless a reason stands below it. */
    private static List<TextFailure> withTranscript(List<String> lines, List<TextFailure> listed) {
        List<TextFailure> explained = new ArrayList<>();
        SendmailTranscript transcript = SendmailTranscript.read(lines);
        for (TextFailure failure : listed) {
            boolean known = failure.smtpCode() != null || failure.status() != null;
            explained.add(known ? failure : transcript.explain(failure));
        }
        return explained;
    }
}
