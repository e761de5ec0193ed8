package org.sluicemta.queue.lane;

import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * Names of the properties of a message in a lane, a slot or the intake. Broker filters can use these names, so an
 * operator can browse or move by {@code tenant = 'acme' AND site = 'gmail'}.
 */
public final class LaneProperties {
    public static final SimpleString ID = SimpleString.of("id");
    public static final SimpleString TENANT = SimpleString.of("tenant");
    public static final SimpleString STREAM = SimpleString.of("stream");
    /** Absent for mail of no campaign. */
    public static final SimpleString CAMPAIGN = SimpleString.of("campaign");
    /** Until when the campaign is to be delivered, in milliseconds since 1970. */
    public static final SimpleString DELIVER_UNTIL = SimpleString.of("deliverUntil");

    public static final SimpleString POOL = SimpleString.of("pool");
    public static final SimpleString SITE = SimpleString.of("site");
    public static final SimpleString SENDER = SimpleString.of("sender");
    public static final SimpleString RETURN_PATH = SimpleString.of("returnPath");
    public static final SimpleString RECIPIENTS = SimpleString.of("recipients");
    public static final SimpleString RECEIVED_AT = SimpleString.of("receivedAt");
    public static final SimpleString EXPIRES_AT = SimpleString.of("expiresAt");
    public static final SimpleString ATTEMPT = SimpleString.of("attempt");
    public static final SimpleString LAST_ATTEMPT = SimpleString.of("lastAttempt");
    /** Number of messages that its envelope became; absent when it is the only one. */
    public static final SimpleString PARTS = SimpleString.of("parts");
    /** Where its content is; absent if it is the message's own body. */
    public static final SimpleString CONTENT = SimpleString.of("content");

    /** When a message in a slot is due back in its lane, in milliseconds since 1970. */
    public static final SimpleString DUE = SimpleString.of("due");

    public static final SimpleString DSN_RETURN = SimpleString.of("ret");
    public static final SimpleString ENVELOPE_ID = SimpleString.of("envid");
    /** Which of 8BITMIME (1), SMTPUTF8 (2), REQUIRETLS (4), TLS-Required: No (8) were given; absent when none. */
    public static final SimpleString FLAGS = SimpleString.of("flags");

    public static final SimpleString PRIORITY = SimpleString.of("mtPriority");
    public static final SimpleString RELEASE_AT = SimpleString.of("releaseAt");

    public static final SimpleString RECIPIENT = SimpleString.of("recipient");
    public static final SimpleString CLIENT = SimpleString.of("client");
    /** The last reply to a deferred message, so that an expiry can name it. */
    public static final SimpleString LAST_REPLY = SimpleString.of("lastReply");

    private LaneProperties() {}
}
