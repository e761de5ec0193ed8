package org.sluicemta.smtp.frame;

import org.sluicemta.mail.LineEnds;

/**
 * Converts each lone CR and LF to CRLF, wherever the content is split. A dot after one of them is ordinary content: it
 * wasn't at the start of a line when the client stuffed its dots, and it is stuffed again when the message is sent on.
 */
final class LineEndRepair implements ContentSink {
    private final ContentSink sink;
    private final LineEnds lineEnds = new LineEnds();

    LineEndRepair(ContentSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        byte[] repaired = new byte[2 * length];
        sink.write(repaired, 0, lineEnds.repair(bytes, offset, length, repaired));
    }
}
