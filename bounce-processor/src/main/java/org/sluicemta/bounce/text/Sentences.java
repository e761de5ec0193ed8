package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/**
 * Reads failed addresses out of sentences: a lead such as {@code unable to deliver message to} and the address that
 * follows it on the same line, or at the start of the next.
 */
final class Sentences {
    private static final int MAX_GAP = 30;

    private final Phrases leads;

    Sentences(Phrases leads) {
        this.leads = leads;
    }

    /** Every address that follows a lead, with its paragraph as the words about it. */
    List<TextFailure> read(List<String> lines, Words words) {
        List<TextFailure> failures = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
            String address = addressAfterLead(lines.get(i), next, words);
            if (address != null) {
                failures.add(TextFailure.of(address, Answers.from(paragraph(lines, i))));
            }
        }
        return failures;
    }

    private @Nullable String addressAfterLead(String line, String next, Words words) {
        String flat = Phrases.flat(line);
        int end = leads.endIn(flat);
        if (end < 0 || flat.contains("not the intended")) { // as in the disclaimers of companies
            return null;
        }
        String rest = flat.substring(end);
        int sign = rest.indexOf('@');
        if (sign >= 0) {
            return inOriginalCase(line, AddressText.first(rest), sign);
        }
        AddressLine below = rest.length() <= MAX_GAP ? AddressLine.parse(next, words) : null;
        return below == null ? null : below.address();
    }

    private static @Nullable String inOriginalCase(String line, @Nullable String found, int sign) {
        if (found == null || sign > MAX_GAP * 4) {
            return null;
        }
        for (String address : AddressText.all(line)) {
            if (address.equalsIgnoreCase(found)) {
                return address;
            }
        }
        return found;
    }

    /** The lines around {@code at} up to the blank ones, and the next paragraph when this one ends with a colon. */
    private static List<String> paragraph(List<String> lines, int at) {
        int from = at;
        while (from > 0 && !lines.get(from - 1).isBlank() && at - from < 6) {
            from--;
        }
        int to = at + 1;
        while (to < lines.size() && to - at < 12 && !lines.get(to).isBlank()) {
            to++;
        }
        if (lines.get(to - 1).endsWith(":")) {
            int next = to;
            while (next < lines.size() && lines.get(next).isBlank()) {
                next++;
            }
            while (next < lines.size() && next - to < 12 && !lines.get(next).isBlank()) {
                next++;
            }
            to = next;
        }
        return lines.subList(from, to);
    }
}
