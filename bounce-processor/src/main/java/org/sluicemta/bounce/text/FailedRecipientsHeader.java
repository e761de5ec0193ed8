package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.bounce.reply.AddressText;

/** Reads the header fields in which Exim, Google, indimail and others name the failed recipients of a report. */
final class FailedRecipientsHeader {
    private static final List<String> FIELDS =
            List.of("X-Failed-Recipients", "X-Mailer-Daemon-Recipients", "X-Bounced-Address");

    private FailedRecipientsHeader() {}

    /** The addresses with the whole report as the words about them, since the text names none of them. */
    static List<TextFailure> read(ReportText text) {
        List<TextFailure> found = new ArrayList<>();
        for (String field : FIELDS) {
            for (String value : text.headers().all(field)) {
                AddressText.all(value).forEach(each -> found.add(TextFailure.of(each, text.lines())));
            }
        }
        return found;
    }
}
