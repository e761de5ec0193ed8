package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/**
 * PMDF, Sun Internet Mail Server and Oracle Messaging Server: {@code Recipient address:}, {@code Original address:} and
 * {@code Reason:} in a group. The original address is the one the sender wrote to.
 */
final class Pmdf implements Recogniser {
    private static final Phrases KNOWN = Phrases.of(
            "cannot be delivered to the following recipients:",
            "is being returned because it has been enqueued",
            "message cannot be delivered to the following recipients");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!text.has(KNOWN) || !text.flat().contains("recipient address:")) {
            return Optional.empty();
        }
        return TextReport.of("pmdf", text, groups(text.lines()));
    }

    private static List<TextFailure> groups(List<String> lines) {
        List<TextFailure> found = new ArrayList<>();
        List<String> words = new ArrayList<>();
        String address = null;
        for (String line : lines) {
            String flat = Phrases.flat(line);
            if (flat.startsWith("recipient address:")) {
                add(found, address, words);
                address = AddressText.first(line);
            } else if (flat.startsWith("original address:") && AddressText.first(line) != null) {
                address = AddressText.first(line);
            } else if (!line.isBlank() && address != null) {
                words.add(line.strip());
            }
        }
        add(found, address, words);
        return found;
    }

    private static void add(List<TextFailure> found, @Nullable String address, List<String> words) {
        if (address != null) {
            found.add(TextFailure.of(address, words));
        }
        words.clear();
    }
}
