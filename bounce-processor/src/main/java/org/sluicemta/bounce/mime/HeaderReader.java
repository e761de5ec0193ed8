package org.sluicemta.bounce.mime;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.mail.HeaderText;

/**
 * Reads header fields from the start of a range until the blank line, or until something that cannot be a header.
 *
 * <p>Lenient where reports are sloppy: mbox {@code From } lines and blank lines in front are skipped, space before the
 * colon is allowed, a line without a colon ends the header and belongs to the body.
 */
public final class HeaderReader {
    private static final int MAX_FIELD_CHARS = 16 << 10;

    private final Slice source;
    private final int maxFields;
    private final List<HeaderField> fields = new ArrayList<>();
    private int position;

    private HeaderReader(Slice source, int maxFields) {
        this.source = source;
        this.maxFields = maxFields;
        this.position = source.from();
    }

    /** Header fields and where the body begins. */
    public record Result(Headers headers, int bodyStart) {}

    /** Reads the header at the start of {@code source}, keeping at most {@code maxFields} fields. */
    public static Result read(Slice source, int maxFields) {
        HeaderReader reader = new HeaderReader(source, maxFields);
        reader.skipFront();
        reader.readFields();
        return new Result(new Headers(reader.fields), reader.position);
    }

    /** Whether a line of text begins like a header field: a token, optional space, a colon. */
    public static boolean looksLikeField(String line) {
        return colonOf(line) > 0;
    }

    private void skipFront() {
        while (position < source.to()) {
            int end = source.endOfLine(position);
            boolean blank = isBlank(position, end);
            if (!blank && !startsMbox(position, end)) {
                return;
            }
            position = source.afterLine(position);
        }
    }

    private void readFields() {
        while (position < source.to()) {
            int end = source.endOfLine(position);
            if (end == position) {
                position = source.afterLine(position);
                return;
            }
            if (fields.size() >= maxFields) {
                position = source.afterLine(position); // the rest of an endless header is only skipped
                continue;
            }
            String line = source.latin1(position, Math.min(end, position + MAX_FIELD_CHARS));
            int colon = colonOf(line);
            if (colon <= 0) {
                if (line.isBlank()) {
                    position = source.afterLine(position);
                }
                return;
            }
            position = source.afterLine(position);
            fields.add(new HeaderField(line.substring(0, colon).stripTrailing(), unfold(line.substring(colon + 1))));
        }
    }

    private String unfold(String firstLine) {
        if (!continues()) {
            return HeaderText.decode(firstLine.strip());
        }
        StringBuilder value = new StringBuilder(firstLine.strip());
        while (continues()) {
            int end = source.endOfLine(position);
            if (value.length() < MAX_FIELD_CHARS) {
                int take = Math.min(end, position + MAX_FIELD_CHARS);
                value.append(' ').append(source.latin1(position, take).strip());
            }
            position = source.afterLine(position);
        }
        return HeaderText.decode(value.toString().strip());
    }

    /** A continuation line starts with white space and is not blank (RFC 5322 section 2.2.3). */
    private boolean continues() {
        if (position >= source.to() || !isSpace(source.data()[position])) {
            return false;
        }
        return !isBlank(position, source.endOfLine(position));
    }

    private boolean startsMbox(int from, int end) {
        int at = end > from && source.data()[from] == '>' ? from + 1 : from;
        return end - at > 5 && "From ".equals(source.latin1(at, at + 5));
    }

    private boolean isBlank(int from, int end) {
        for (int i = from; i < end; i++) {
            if (!isSpace(source.data()[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /** Index of the colon that ends a field name (RFC 5322 section 2.2: printable ASCII without the colon), or -1. */
    private static int colonOf(String line) {
        int i = 0;
        while (i < line.length() && i < 78 && line.charAt(i) > ' ' && line.charAt(i) < 127 && line.charAt(i) != ':') {
            i++;
        }
        int nameEnd = i;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return nameEnd > 0 && i < line.length() && line.charAt(i) == ':' ? i : -1;
    }
}
