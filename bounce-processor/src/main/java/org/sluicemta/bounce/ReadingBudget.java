package org.sluicemta.bounce;

import org.sluicemta.bounce.mime.Part;

/**
 * How much more text is read for one message. Of many attached messages that look like reports, only the first few are
 * read.
 */
final class ReadingBudget {
    private static final int MAX_TEXT_OCTETS = 128 << 10;

    private int octetsLeft = MAX_TEXT_OCTETS;

    /** Whether the text of this message may still be read. A message that doesn't look like a report costs nothing. */
    boolean isLeftFor(MessageView message) {
        if (!message.mayBeReport()) {
            return true;
        }
        if (octetsLeft <= 0) {
            return false;
        }
        for (Part part : message.parts()) {
            octetsLeft -= Math.min(part.body().length(), MAX_TEXT_OCTETS);
        }
        return true;
    }
}
