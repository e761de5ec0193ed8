package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.reply.AddressText;

/**
 * Microsoft Exchange 4 to 2003 (Internet Mail Connector and Service) and its imitators: {@code address on date}, then the
 * words indented. A recipient may be an X.400 name with {@code SMTP=address} inside.
 */
final class Exchange extends ListingMailer {
    private static final Phrases LIST =
            Phrases.of("did not reach the following recipient(s)", "the following recipient(s) could not be reached");

    Exchange() {
        super(
                "exchange",
                Phrases.of(
                        "did not reach the following recipient(s):",
                        "did not reach some or all of the intended recipients",
                        "your message did not reach some or all of"),
                LIST,
                Phrases.of("original message follows"));
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        List<TextFailure> listed = super.failures(text);
        return listed.isEmpty() ? namedByX400(text.lines()) : listed;
    }

    private static List<TextFailure> namedByX400(List<String> lines) {
        List<TextFailure> found = new ArrayList<>();
        for (int i = LIST.lineIn(lines, 0) + 1; i < lines.size(); i++) {
            boolean named = lines.get(i).toLowerCase(Locale.ROOT).contains("smtp=");
            String address = named ? AddressText.first(lines.get(i)) : null;
            if (address != null) {
                found.add(TextFailure.of(address, lines.subList(i, Math.min(i + 4, lines.size()))));
            }
        }
        return found;
    }
}
