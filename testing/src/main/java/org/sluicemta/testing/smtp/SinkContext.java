package org.sluicemta.testing.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a session when a rule is checked.
 *
 * @param phase the moment
 * @param peer the client's end
 * @param local the sink's end
 * @param connectionNumber since the sink started, from 1
 * @param messageNumber of the current transaction within its connection, from 1
 * @param heloName empty before EHLO
 * @param tls whether the connection is encrypted
 * @param authIdentity who authenticated
 * @param mailFrom the current sender, from MAIL itself until the transaction ends
 * @param recipient the recipient of the current RCPT
 * @param accepted the recipients accepted so far
 */
public record SinkContext(
        SinkPhase phase,
        InetSocketAddress peer,
        InetSocketAddress local,
        int connectionNumber,
        int messageNumber,
        String heloName,
        boolean tls,
        Optional<String> authIdentity,
        Optional<EnvelopeAddress> mailFrom,
        Optional<EnvelopeAddress> recipient,
        List<EnvelopeAddress> accepted) {
    public SinkContext {
        accepted = List.copyOf(accepted);
    }

    /** Whether the client came from {@code address}, e.g. {@code 127.0.0.2}. */
    public boolean cameFrom(String address) {
        return isAt(peer, address);
    }

    /** Whether the client talks to the sink's {@code address}. */
    public boolean cameTo(String address) {
        return isAt(local, address);
    }

    private static boolean isAt(InetSocketAddress end, String address) {
        InetAddress ip = end.getAddress();
        return ip != null && ip.getHostAddress().equals(address);
    }

    /** The current recipient, or else the first accepted one; empty if there is none. */
    String subject() {
        return recipient
                .or(() -> accepted.stream().findFirst())
                .map(EnvelopeAddress::address)
                .orElse("");
    }
}
