package org.sluicemta.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.bounce.mime.FieldGroups;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;

/**
 * Makes a bounce without recipients of a status part that says {@code Action: failed} but names nobody by a mail address: the
 * token of the message may still tell who it was for.
 */
final class UnnamedBounce implements ReportReader {

    @Override
    public Optional<Finding> read(MessageView message) {
        for (Part part : message.partsOfType(DsnReport.TYPES)) {
            for (Headers group : FieldGroups.read(part.text(), 20)) {
                if (group.first("Action").toLowerCase(Locale.ROOT).startsWith("fail")) {
                    return Optional.of(bounce(message));
                }
            }
        }
        return Optional.empty();
    }

    private static Finding bounce(MessageView message) {
        Headers original = message.reportText().original();
        return new Finding(DsnReport.NAME, Finding.Kind.BOUNCE, List.of(), null, null, null, null, null, original);
    }
}
