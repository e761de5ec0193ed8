package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/**
 * Lotus Domino and Notes. Domino: {@code was not delivered to:}, the address, {@code because:}, the reason, with each heading
 * translated. The Notes SMTP MTA: a reason and the address below it under {@code Failure Reasons}.
 */
final class Domino implements Recogniser {
    private static final Phrases WAS_NOT_DELIVERED = Phrases.of(
            "was not delivered to:",
            "wurde nicht zugestellt an:",
            "konnte nicht zugestellt werden an:",
            "n'a pas été distribué à",
            "n'a pas été remis à",
            "no se ha entregado a",
            "não foi entregue a",
            "non è stato consegnato a",
            "er ikke leveret til",
            "は、次の宛先に配信されませんでした");
    private static final Phrases BECAUSE = Phrases.of(
            "because:", "weil:", "grund:", "car :", "car:", "parce que", "porque:", "perché:", "fordi:", "理由:");
    private static final Phrases NOTES = Phrases.of("failure reasons --");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (text.has(NOTES)) {
            return TextReport.of("notes", text, notes(text));
        }
        if (text.has(WAS_NOT_DELIVERED) && text.has(BECAUSE)) {
            return TextReport.of("domino", text, domino(text));
        }
        return Optional.empty();
    }

    private static List<TextFailure> domino(ReportText text) {
        List<String> lines = text.lines();
        int from = WAS_NOT_DELIVERED.lineIn(lines, 0) + 1;
        int because = BECAUSE.lineIn(lines, from);
        int to = because < 0 ? lines.size() : because;
        List<String> reason = because < 0 ? List.of() : firstParagraph(lines, because + 1);
        return AddressBlocks.read(lines, from, to, text.words()).stream()
                .map(each -> TextFailure.of(each.address(), reason))
                .toList();
    }

    private static List<TextFailure> notes(ReportText text) {
        List<String> lines = text.lines();
        List<TextFailure> found = new ArrayList<>();
        List<String> reason = new ArrayList<>();
        for (String line : lines.subList(NOTES.lineIn(lines, 0) + 1, lines.size())) {
            AddressLine address = AddressLine.parse(line, text.words());
            if (address != null) {
                found.add(TextFailure.of(address.address(), reason));
                reason.clear();
            } else if (!line.isBlank()) {
                reason.add(line.strip());
            }
        }
        return found;
    }

    private static List<String> firstParagraph(List<String> lines, int from) {
        int start = from;
        while (start < lines.size() && lines.get(start).isBlank()) {
            start++;
        }
        int end = start;
        while (end < lines.size() && !lines.get(end).isBlank()) {
            end++;
        }
        return lines.subList(start, end);
    }
}
