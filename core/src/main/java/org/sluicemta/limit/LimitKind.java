package org.sluicemta.limit;

import org.sluicemta.config.Label;

/** What can be limited. The label is also the attribute in sluice.xml and tenants.xml. */
public enum LimitKind {
    CONNECTIONS("connections at a time"),
    CONNECTIONS_PER_SECOND("connections per second"),
    MESSAGES_PER_SECOND("messages per second"),
    RECIPIENTS_PER_SECOND("recipients per second"),
    MESSAGES_PER_DAY("messages per day"),
    RECIPIENTS_PER_DAY("recipients per day"),
    RECIPIENTS_PER_MESSAGE("recipients per message"),
    BYTES_PER_MESSAGE("octets per message");

    private final String words;

    LimitKind(String words) {
        this.words = words;
    }

    /** {@code messages-per-day}. */
    public String label() {
        return Label.of(this);
    }

    /** For a reply: {@code messages per day}. */
    public String words() {
        return words;
    }
}
