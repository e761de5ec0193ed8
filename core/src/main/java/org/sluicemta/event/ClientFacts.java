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
    /** Of one thing that happened. */
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
}
