package org.sluicemta.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.text.Hints;
import org.sluicemta.bounce.text.ReportText;

/**
 * One message: its header, the parts that are its own, and the messages attached to it. A report is looked for in the
 * outer message first, then in the attached ones, so that a returned original is never mistaken for the report.
 */
final class MessageView {
    private final Headers headers;
    private final List<Part> parts = new ArrayList<>();
    private final List<Part> attached = new ArrayList<>();
    private @Nullable ReportText reportText;
    private @Nullable Hints hints;

    private MessageView(Part root) {
        this.headers = root.headers();
        collect(root);
    }

    static MessageView of(Part root) {
        return new MessageView(root);
    }

    /** Header of this message. */
    Headers headers() {
        return headers;
    }

    /** Leaf parts of this message in their order; attached messages are left out. */
    List<Part> parts() {
        return parts;
    }

    /** The roots of the messages (or headers of messages) attached to this one, in their order. */
    List<Part> attached() {
        return attached;
    }

    /** Header of the returned original: of the attached message, else of what stands in the text. */
    Headers original() {
        Headers attachedHeader = OriginalMessage.headersIn(this);
        return attachedHeader.fields().isEmpty() ? reportText().original() : attachedHeader;
    }

    /** Whether the header alone hints at a report; the words of other messages need not be read. */
    boolean mayBeReport() {
        Hints found = hints;
        if (found == null) {
            found = Hints.of(headers);
            hints = found;
        }
        return found.any();
    }

    /** The words of this message, read when first asked for. */
    ReportText reportText() {
        ReportText text = reportText;
        if (text == null) {
            text = ReportText.of(headers, parts, OriginalMessage.headersIn(this));
            reportText = text;
        }
        return text;
    }

    /** Leaf parts of one of the given lower-case types. */
    List<Part> partsOfType(String... types) {
        List<String> wanted = List.of(types);
        return parts.stream().filter(part -> wanted.contains(part.type())).toList();
    }

    /** Whether the message calls itself a report of that kind (RFC 6522). */
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
