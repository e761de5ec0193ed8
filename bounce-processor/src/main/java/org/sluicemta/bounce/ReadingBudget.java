package org.sluicemta.bounce;

import org.sluicemta.bounce.mime.Part;

/** How much text is still read for one message: of many attached messages that look like reports only the first few are. */
final class ReadingBudget {
    private static final int MAX_TEXT_OCTETS = 128 << 10;

    private int octetsLeft = MAX_TEXT_OCTETS;

    /** Whether the words of this message are still to be read; a message that does not look like a report has none to read. */
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
