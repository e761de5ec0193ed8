package org.sluicemta.handoff;

import org.sluicemta.config.PlainText;

/**
 * The chain refuses a message for good: the client is told 554 with {@link #reply()}, and nothing is queued. Thrown by
 * mailets through James's MessagingException as its cause, or as itself.
 */
public final class ChainRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String enhancedStatus;

    /**
     * @param enhancedStatus RFC 3463 code of class 5, {@code 5.7.1}
     * @param reply one line for the client, without the codes; gives nothing away that the client must not know, and may
     *     hold what the message says: controls in it are replaced
     */
    public ChainRefusal(String enhancedStatus, String reply) {
        super(PlainText.of(reply));
        this.enhancedStatus = enhancedStatus;
    }

    public String enhancedStatus() {
        return enhancedStatus;
    }

    public String reply() {
        return String.valueOf(getMessage());
    }
}
