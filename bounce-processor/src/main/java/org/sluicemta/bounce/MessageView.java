package org.sluicemta.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.text.Hints;
import org.sluicemta.bounce.text.ReportText;
import org.sluicemta.bounce.text.Words;

/**
 * One message: its header, the parts that are its own, and the messages attached to it. A report is looked for in the
 * outer message first, then in the attached ones, so that a returned original is never mistaken for the report.
 */
final class MessageView {
    private final Headers headers;
    private final Words words;
    private final List<Part> parts = new ArrayList<>();
    private final List<Part> attached = new ArrayList<>();
    private @Nullable ReportText reportText;
    private @Nullable Hints hints;

    private MessageView(Part root, Words words) {
        this.headers = root.headers();
        this.words = words;
        collect(root);
    }

    /** @param words phrases with which it is read */
    static MessageView of(Part root, Words words) {
        return new MessageView(root, words);
    }

    /** Phrases with which it is read. */
    Words words() {
        return words;
    }

    /** Signs in its header that a machine wrote it. */
    Hints hints() {
        Hints found = hints;
        if (found == null) {
            found = Hints.of(headers, words);
            hints = found;
        }
        return found;
    }

    /** Header of this message. */
    Headers headers() {
        return headers;
    }

    /** Leaf parts of this message in order, without attached messages. */
    List<Part> parts() {
        return parts;
    }

    /** The roots of the messages (or headers of messages) attached to this one, in their order. */
    List<Part> attached() {
        return attached;
    }

    /** Header of the returned original: of the attached message, else of the one in the text. */
    Headers original() {
        Headers attachedHeader = OriginalMessage.headersIn(this);
        return attachedHeader.fields().isEmpty() ? reportText().original() : attachedHeader;
    }

    /** Whether the header alone hints at a report. The text of other messages needn't be read. */
    boolean mayBeReport() {
        return hints().any();
    }

    /** The text of this message, read on first use. */
    ReportText reportText() {
        ReportText text = reportText;
        if (text == null) {
            text = ReportText.of(headers, parts, OriginalMessage.headersIn(this), words);
            reportText = text;
        }
        return text;
    }

    /** Leaf parts of one of the given lower-case types. */
    List<Part> partsOfType(String... types) {
        List<String> wanted = List.of(types);
        return parts.stream().filter(part -> wanted.contains(part.type())).toList();
    }

    /** Whether the message says it is a report of that kind (RFC 6522). */
    boolean isReportOfType(String reportType) {
        String contentType = headers.first("Content-Type").toLowerCase(Locale.ROOT);
        return contentType.startsWith("multipart/report") && contentType.contains(reportType);
    }

    private void collect(Part part) {
        if (part.contentType().isMessage()) {
            attached.addAll(part.children());
        } else if (part.children().isEmpty()) {
            parts.add(part);
        } else {
            part.children().forEach(this::collect);
        }
    }
}
