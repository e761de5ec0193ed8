package org.sluicemta.event;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.sluicemta.outcome.SmtpReply;

/**
 * How a message came in, as an event records it.
 *
 * @param bytes size of the content; 0 when there was none
 * @param reply our answer, for a refusal
 * @param messageIdField Message-ID field of the message, or null
 * @param times number of refusals the event stands for; otherwise 1
 */
public record ClientFacts(
        @Nullable InetAddress address,
        @Nullable String helo,
        @Nullable String listener,
        @Nullable String credential,
        boolean tls,
        long bytes,
        @Nullable SmtpReply reply,
        @Nullable String messageIdField,
        int times) {
    /** For one message. */
    public ClientFacts(
            @Nullable InetAddress address,
            @Nullable String helo,
            @Nullable String listener,
            @Nullable String credential,
            boolean tls,
            long bytes,
            @Nullable SmtpReply reply) {
        this(address, helo, listener, credential, tls, bytes, reply, null, 1);
    }

    /** For a client about which no more is known. */
    public static ClientFacts ofMail(@Nullable InetAddress address, long bytes) {
        return new ClientFacts(address, null, null, null, false, bytes, null);
    }

    /** For an HTTP client. */
    public static ClientFacts overHttp(@Nullable InetAddress address, boolean tls) {
        return new ClientFacts(address, null, null, null, tls, 0, null);
    }

    /** The same client with our reply. */
    public ClientFacts answered(SmtpReply answer) {
        return new ClientFacts(address, helo, listener, credential, tls, bytes, answer, messageIdField, times);
    }

    /** The same with the Message-ID field of its message. */
    public ClientFacts carrying(@Nullable String field) {
        return new ClientFacts(address, helo, listener, credential, tls, bytes, reply, field, times);
    }

    /** The sum of this many refusals. */
    public ClientFacts refused(int count) {
        return new ClientFacts(address, helo, listener, credential, tls, 0, reply, messageIdField, count);
    }
}
