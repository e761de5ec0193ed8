package org.sluicemta.response;

/** Whom a reply is about. Only a reply about the recipient may ever suppress it. */
enum Party {
    /** The mailbox we wrote to, or its domain. */
    RECIPIENT,
    /** The envelope sender, the From address, or the domain of either. */
    SENDER,
    /** The connecting host: its address, its names, its greeting. */
    CLIENT,
    /** The message itself. */
    MESSAGE,
    /** The receiving site as a whole. */
    SITE;

    /** What a reply about this party means when no rule matches its words. */
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
