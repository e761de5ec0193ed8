package org.sluicemta.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.bounce.text.ReportText;

/**
 * Turns status fields in the text of a message, rather than in a part of their own, into a report: the part's type was
 * lost, its boundary is wrong, or the mailer prints them for people.
 */
final class EmbeddedStatus implements ReportReader {
    private static final List<String> FIRST =
            List.of("reporting-mta:", "final-recipient:", "original-recipient:", "action:", "status:");

    private final DsnReport reader;

    EmbeddedStatus(DsnReport reader) {
        this.reader = reader;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        return message.mayBeReport() ? finding(message.reportText()) : Optional.empty();
    }

    /** The report of the fields in this text, or empty when it has none that name a recipient. */
    Optional<Finding> finding(ReportText text) {
        List<String> lines = text.lines();
        int from = firstField(lines);
        if (from < 0 || !has(lines, "final-recipient:") && !has(lines, "original-recipient:")) {
            return Optional.empty();
        }
        String status = String.join("\n", lines.subList(from, lines.size()));
        return has(lines, "action:") || has(lines, "status:")
                ? reader.finding(List.of(status), text.original())
                : Optional.empty();
    }

    private static int firstField(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip().toLowerCase(Locale.ROOT);
            if (FIRST.stream().anyMatch(line::startsWith)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean has(List<String> lines, String field) {
        return lines.stream()
                .anyMatch(line -> line.strip().toLowerCase(Locale.ROOT).startsWith(field));
    }
}
