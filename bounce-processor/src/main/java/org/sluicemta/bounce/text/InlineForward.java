package org.sluicemta.bounce.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.mime.HeaderReader;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.mime.Slice;

/**
 * Finds the report in a message by which a person forwards one within the text: the subject says it is a forward, and a block
 * of {@code From:}, {@code Subject:} … above the text says that a mailer wrote it. Both its sender and its subject must be a
 * report's, so that people's questions about reports are left alone.
 */
public final class InlineForward {
    private static final Phrases SUBJECTS = Phrases.of(
            "fwd:", "fw:", "wg:", "tr:", "rv:", "enc:", "i:", "vs:", "vb:", "doorst:", "пересл:", "转发:", "轉寄:",
            "[fwd:");
    private static final int MAX_BEFORE = 40;

    private InlineForward() {}

    /** Whether a message with this header may hold one. */
    public static boolean mayBeIn(Headers headers) {
        return isForward(Phrases.flat(headers.decoded("Subject")));
    }

    static boolean isForward(String flatSubject) {
        return SUBJECTS.start(flatSubject);
    }

    /** The forwarded report, or empty when there is none. */
    public static Optional<ReportText> read(List<Part> parts) {
        List<String> lines =
                ReportText.linesOf(parts).stream().map(InlineForward::unquote).toList();
        for (int i = 0; i < lines.size() && i < MAX_BEFORE; i++) {
            if (HeaderReader.looksLikeField(lines.get(i))
                    && Phrases.flat(lines.get(i)).startsWith("from:")) {
                return report(lines, i);
            }
        }
        return Optional.empty();
    }

    private static Optional<ReportText> report(List<String> lines, int from) {
        int end = from;
        while (end < lines.size() && !lines.get(end).isBlank()) {
            end++;
        }
        byte[] block = String.join("\n", lines.subList(from, end)).getBytes(StandardCharsets.UTF_8);
        Headers headers =
                HeaderReader.read(new Slice(block, 0, block.length), 20).headers();
        Hints hints = Hints.of(headers);
        return hints.mailer() && hints.subject()
                ? Optional.of(ReportText.of(headers, lines.subList(end, lines.size())))
                : Optional.empty();
    }

    private static String unquote(String line) {
        return line.startsWith("> ") ? line.substring(2) : line;
    }
}
