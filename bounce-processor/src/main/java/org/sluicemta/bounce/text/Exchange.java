package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/**
 * Microsoft Exchange 4 to 2003 (Internet Mail Connector and Service) and its imitators: {@code address on date}, then the
 * words indented. A recipient may be an X.400 name with {@code SMTP=address} inside.
 */
final class Exchange extends ListingMailer {
    private static final int MAX_DATE = 40;
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
        return listed.isEmpty()
                ? namedByX400(text.lines())
                : listed.stream().map(Exchange::withoutDate).toList();
    }

    /** The words without the {@code on Thu, 11 Jul 2002 16:54:54 -0300} between them and the address. */
    private static TextFailure withoutDate(TextFailure failure) {
        String words = failure.diagnostic() == null ? "" : failure.diagnostic();
        int colon = words.lastIndexOf(':', Math.min(words.length() - 1, MAX_DATE));
        if (!words.startsWith("on ") || colon < 0) {
            return failure;
        }
        int end = colon + 1;
        while (end < words.length() && !Character.isLetter(words.charAt(end))) {
            end++;
        }
        boolean half = words.startsWith("AM ", end) || words.startsWith("PM ", end);
        return TextFailure.of(failure.address(), words.substring(half ? end + 3 : end));
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
