package org.sluicemta.handoff;

import org.sluicemta.config.PlainText;

/**
 * The chain permanently refuses a message: the client gets 554 with {@link #reply()}, and nothing is queued. Mailets
 * throw it directly or as the cause of a MessagingException.
 */
public final class ChainRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String enhancedStatus;

    /**
     * @param enhancedStatus RFC 3463 code of class 5, {@code 5.7.1}
     * @param reply one line for the client, without codes. Must not reveal anything confidential. May quote the
     *     message; control characters are replaced
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
