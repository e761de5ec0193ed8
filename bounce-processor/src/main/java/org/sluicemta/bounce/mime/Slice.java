package org.sluicemta.bounce.mime;

import java.nio.charset.StandardCharsets;

/**
 * A range of bytes of an array that is no longer modified.
 *
 * @param data the array
 * @param from index of the first byte
 * @param to index after the last byte
 */
public record Slice(byte[] data, int from, int to) {

    public Slice {
        if (from < 0 || to < from || to > data.length) {
            throw new IllegalArgumentException("range " + from + ".." + to + " of " + data.length);
        }
    }

    /** Length in bytes. */
    public int length() {
        return to - from;
    }

    /** The first {@code max} bytes, or all if there are fewer. */
    public Slice head(int max) {
        return length() <= max ? this : new Slice(data, from, from + max);
    }

    /** The first {@code max} bytes as Latin-1 characters, to find out what this is. */
    public String text(int max) {
        return latin1(from, head(max).to());
    }

    /** Index after the line that starts at {@code at}, including its line end. */
    int afterLine(int at) {
        int i = at;
        while (i < to && data[i] != '\n') {
            i++;
        }
        return i < to ? i + 1 : to;
    }

    /** Index of the end of the line that starts at {@code at}, excluding CR and LF. */
    int endOfLine(int at) {
        int end = afterLine(at);
        if (end > at && data[end - 1] == '\n') {
            end--;
        }
        if (end > at && data[end - 1] == '\r') {
            end--;
        }
        return end;
    }

    /** The bytes between two indexes as Latin-1: one character per byte, without loss. */
    String latin1(int start, int end) {
        return new String(data, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
