package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * Reads lines that are a label, a colon and one address or a list of them, in whatever language the label is. Labels of
 * senders, contacts and identifiers are ignored.
 */
final class LabelledAddresses {
    private static final int MAX_LABEL = 40;

    private LabelledAddresses() {}

    /** Whether a line is nothing but the label of a sender, whose address is on the next line. */
    static boolean isSenderLabel(String line, Words words) {
        return line.endsWith(":")
                && words.begin(PhraseFamily.SENDER_LABEL, Phrases.flat(line).strip());
    }

    /** Every labelled address, with the lines below its label up to a blank one as its text. */
    static List<TextFailure> read(List<String> lines, Words words) {
        List<TextFailure> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> addresses = words.nameContact(lines.get(i)) ? List.of() : labelled(lines.get(i), words);
            for (String address : addresses) {
                found.add(TextFailure.of(address, below(lines, i + 1)));
            }
        }
        return found;
    }

    private static List<String> labelled(String line, Words words) {
        int ascii = line.indexOf(':');
        int wide = line.indexOf('：');
        int colon = ascii < 0 || wide >= 0 && wide < ascii ? wide : ascii;
        if (colon < 1 || colon > MAX_LABEL || line.indexOf('@') < colon) {
            return List.of();
        }
        String label = Phrases.flat(line.substring(0, colon));
        List<String> addresses = AddressText.all(line.substring(colon + 1));
        boolean listed = addresses.size() == 1 || isList(line.substring(colon + 1), addresses);
        return listed && !words.of(PhraseFamily.OTHER_LABEL).startsWord(label) ? addresses : List.of();
    }

    /** Whether there is nothing but addresses and separators. */
    private static boolean isList(String text, List<String> addresses) {
        String left = text;
        for (String address : addresses) {
            left = left.replace(address, "");
        }
        return left.chars().allMatch(c -> c <= ' ' || ",;<>\"'".indexOf(c) >= 0);
    }

    private static List<String> below(List<String> lines, int from) {
        int to = from;
        while (to < lines.size() && to - from < 8 && !lines.get(to).isBlank()) {
            to++;
        }
        return lines.subList(from, to);
    }
}
