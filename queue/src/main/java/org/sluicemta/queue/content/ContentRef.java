package org.sluicemta.queue.content;

/**
 * Where the content of a message is in the store. It stays valid when the store moves the content, and is written into
 * every envelope of the message as {@link #toString}.
 *
 * @param segment number of the file it was written to
 * @param offset where its record began in that file
 * @param length octets of content
 * @param checksum of the content, so that a reference never reads another message
 */
public record ContentRef(long segment, long offset, long length, int checksum) {
    /** Segments of files have higher numbers. */
    private static final long TABLE = 0;

    private static final int FIELDS = 4;
    private static final int HEX = 16;

    public ContentRef {
        if (segment < 0 || offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "segment, offset and length must not be negative, got " + segment + ", " + offset + ", " + length);
        }
    }

    /** Content in the database. */
    static ContentRef inTable(long number, long length, int checksum) {
        return new ContentRef(TABLE, number, length, checksum);
    }

    /** Whether it is in the database; its offset is then its number there. */
    public boolean isInTable() {
        return segment == TABLE;
    }

    /** @throws IllegalArgumentException if it isn't in the format of {@link #toString} */
    public static ContentRef parse(String text) {
        String[] fields = text.split("\\.", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a content reference has four parts, got \"" + text + "\"");
        }
        try {
            return new ContentRef(
                    Long.parseLong(fields[0], HEX),
                    Long.parseLong(fields[1], HEX),
                    Long.parseLong(fields[2], HEX),
                    Integer.parseUnsignedInt(fields[3], HEX));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a content reference has four hex numbers, got \"" + text + "\"", e);
        }
    }

    @Override
    public String toString() {
        return Long.toHexString(segment)
                + '.'
                + Long.toHexString(offset)
                + '.'
                + Long.toHexString(length)
                + '.'
                + Integer.toHexString(checksum);
    }
}
