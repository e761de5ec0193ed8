package org.sluicemta.queue.lane;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;

/**
 * Recipients as one message property: one line each, with four fields separated by tabs: index, address, NOTIFY words
 * separated by commas, ORCPT. Neither an address nor xtext can contain a tab or a line end (RFC 5321 section 4.1.2, RFC
 * 3461 section 4). One that does can't be written, and its message isn't accepted.
 */
final class Recipients {
    private Recipients() {}

    static String write(List<EnvelopeRecipient> recipients) {
        StringBuilder out = new StringBuilder();
        for (EnvelopeRecipient recipient : recipients) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            out.append(recipient.index())
                    .append('\t')
                    .append(checked(recipient.address().toString()));
            writeNotice(out, recipient);
        }
        return out.toString();
    }

    private static void writeNotice(StringBuilder out, EnvelopeRecipient recipient) {
        String original = recipient.originalRecipient();
        if (recipient.notifyWhen().isEmpty() && original == null) {
            return;
        }
        out.append('\t');
        String comma = "";
        for (DsnNotify word : recipient.notifyWhen()) {
            out.append(comma).append(word);
            comma = ",";
        }
        if (original != null) {
            out.append('\t').append(checked(original));
        }
    }

    private static String checked(String text) {
        if (text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a recipient must not hold a tab or a line end: \"" + text + "\"");
        }
        return text;
    }

    static List<EnvelopeRecipient> read(String text) {
        List<EnvelopeRecipient> recipients = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] fields = line.split("\t", -1);
            String notice = fields.length > 2 ? fields[2] : "";
            String original = fields.length > 3 ? fields[3] : null;
            recipients.add(new EnvelopeRecipient(
                    EmailAddress.parse(fields[1]),
                    Integer.parseInt(fields[0]),
                    readNotice(notice),
                    emptyToNull(original)));
        }
        return recipients;
    }

    /** Only their indexes in the accepted envelope. */
    static int[] indexes(String text) {
        return text.lines()
                .mapToInt(line -> Integer.parseInt(line, 0, Math.max(0, line.indexOf('\t')), 10))
                .toArray();
    }

    private static Set<DsnNotify> readNotice(String words) {
        Set<DsnNotify> notice = EnumSet.noneOf(DsnNotify.class);
        if (!words.isEmpty()) {
            for (String word : words.split(",", -1)) {
                notice.add(DsnNotify.valueOf(word));
            }
        }
        return notice;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
