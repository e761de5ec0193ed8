package org.sluicemta.response;

/** Whom an answer is about. Only one about the recipient may ever suppress him. */
enum Party {
    /** The mailbox we wrote to, or its domain. */
    RECIPIENT,
    /** The envelope sender, the From address, or the domain of either. */
    SENDER,
    /** The host that connected: its address, its names, what it said of itself. */
    CLIENT,
    /** What was sent. */
    MESSAGE,
    /** The receiving site as a whole. */
    SITE;

    /** What an answer about this party means when no rule has words for it. */
    ResponseClass ownClass() {
        return switch (this) {
            case RECIPIENT -> ResponseClass.OTHER;
            case SENDER -> ResponseClass.RELAY_REFUSED;
            case CLIENT -> ResponseClass.SOURCE_BLOCKED;
            case MESSAGE -> ResponseClass.CONTENT_REFUSED;
            case SITE -> ResponseClass.SITE_UNAVAILABLE;
        };
    }
}
