package org.sluicemta.event;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.sluicemta.outcome.SmtpReply;

/**
 * How a mail came in.
 *
 * @param bytes size of the content, or 0 when there was none
 * @param reply our answer, for a refusal
 * @param times how often the client was refused, where refusals are summed; otherwise 1
 */
public record ClientFacts(
        @Nullable InetAddress address,
        @Nullable String helo,
        @Nullable String listener,
        @Nullable String credential,
        boolean tls,
        long bytes,
        @Nullable SmtpReply reply,
        int times) {
    /** Of one message. */
    public ClientFacts(
            @Nullable InetAddress address,
            @Nullable String helo,
            @Nullable String listener,
            @Nullable String credential,
            boolean tls,
            long bytes,
            @Nullable SmtpReply reply) {
        this(address, helo, listener, credential, tls, bytes, reply, 1);
    }

    /** Of who brought mail, when no more is known. */
    public static ClientFacts ofMail(@Nullable InetAddress address, long bytes) {
        return new ClientFacts(address, null, null, null, false, bytes, null);
    }

    /** Of who asked by HTTP. */
    public static ClientFacts overHttp(@Nullable InetAddress address, boolean tls) {
        return new ClientFacts(address, null, null, null, tls, 0, null);
    }

    /** The same client, who was answered this. */
    public ClientFacts answered(SmtpReply answer) {
        return new ClientFacts(address, helo, listener, credential, tls, bytes, answer, times);
    }

    /** The sum of so many refusals. */
    public ClientFacts refused(int count) {
        return new ClientFacts(address, helo, listener, credential, tls, 0, reply, count);
    }
}
