package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.bounce.reply.ReplyCode;
import org.sluicemta.bounce.reply.StatusCodes;

/** Finds a server's reply among the sentences of those who pass it on, whose own words aren't part of it. */
final class Answers {
    private static final int MAX_ANSWERS = 4; // of the hosts that were asked, or the lines of one reply

    private Answers() {}

    /** Whether the text contains a reply with both code and status, which agree, RFC 2034 section 4. */
    static boolean inFull(String words) {
        Integer code = ReplyCode.find(words);
        String status = code == null ? null : StatusCodes.findFailure(words);
        return code != null && status != null && status.startsWith(Integer.toString(code / 100));
    }

    /** Whether a line contains the status of a failure and an address. */
    static boolean besideAddress(String line) {
        return line.indexOf('@') > 0 && StatusCodes.findFailure(line) != null && AddressText.first(line) != null;
    }

    /** Whether there are so many replies, or replies about so many addresses, that they are statistics. */
    static boolean areMany(List<String> lines) {
        List<String> answers = lines.stream()
                .filter(line -> inFull(line) || besideAddress(line))
                .toList();
        long addresses = answers.stream()
                .flatMap(line -> AddressText.all(line).stream())
                .map(address -> address.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        return answers.size() > MAX_ANSWERS || addresses > 1;
    }

    /** The lines from the first one with a complete reply or the status of an address; all lines if there is none. */
    static List<String> from(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (inFull(lines.get(i)) || besideAddress(lines.get(i))) {
                return lines.subList(i, lines.size());
            }
        }
        return lines;
    }
}
