package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.bounce.reply.AddressText;

/** Reads the header fields in which Exim, Google, indimail and others name the failed recipients of a report. */
final class FailedRecipientsHeader {
    private static final List<String> FIELDS =
            List.of("X-Failed-Recipients", "X-Mailer-Daemon-Recipients", "X-Bounced-Address");

    private static final int MAX_NAMED = 1_000;

    private FailedRecipientsHeader() {}

    /** The addresses with the whole report as their text, because the text names none of them. */
    static List<TextFailure> read(ReportText text) {
        List<TextFailure> found = new ArrayList<>();
        TextFailure explained = TextFailure.of("", text.lines());
        for (String field : FIELDS) {
            for (String value : text.headers().all(field)) {
                for (String address : AddressText.all(value)) {
                    if (found.size() < MAX_NAMED) {
                        found.add(explained.of(address));
                    }
                }
            }
        }
        return found;
    }
}
