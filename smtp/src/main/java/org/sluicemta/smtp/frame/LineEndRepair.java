package org.sluicemta.smtp.frame;

/**
 * Converts each lone CR and LF to CRLF, wherever the content is split. A dot after one of them is ordinary content: it
 * wasn't at the start of a line when the client stuffed its dots, and it is stuffed again when the message is sent on.
 */
final class LineEndRepair implements ContentSink {
    private final ContentSink sink;
    private boolean carriageReturn;

    LineEndRepair(ContentSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        byte[] repaired = new byte[2 * length];
        int kept = 0;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            boolean second = b == '\n' && carriageReturn;
            if (b == '\r' || b == '\n' && !second) {
                repaired[kept++] = '\r';
                repaired[kept++] = '\n';
            } else if (!second) {
                repaired[kept++] = b;
            }
            carriageReturn = b == '\r';
        }
        sink.write(repaired, 0, kept);
    }
}
