package org.sluicemta.testing.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message that the sink answered with 250, or accepted without a reply: its envelope, connection and content. */
public final class ReceivedMessage {
    private final SinkContext context;
    private final byte @Nullable [] content;
    private final long size;
    private final Instant receivedAt;

    ReceivedMessage(SinkContext context, byte @Nullable [] content, long size, Instant receivedAt) {
        this.context = context;
        this.content = content;
        this.size = size;
        this.receivedAt = receivedAt;
    }

    ReceivedMessage withoutContent() {
        return content == null ? this : new ReceivedMessage(context, null, size, receivedAt);
    }

    boolean hasContent() {
        return content != null;
    }

    /** Where the client connected from: the source address that a gateway had bound. */
    public InetSocketAddress peer() {
        return context.peer();
    }

    /** The address of {@link #peer()} in text, e.g. {@code 127.0.0.2}. */
    public String peerAddress() {
        return addressOf(context.peer());
    }

    /** The sink's own end of the connection. */
    public InetSocketAddress local() {
        return context.local();
    }

    /** The address of {@link #local()} in text: which of the sink's addresses the client used. */
    public String localAddress() {
        return addressOf(context.local());
    }

    private static String addressOf(InetSocketAddress socketAddress) {
        InetAddress address = socketAddress.getAddress();
        return address == null ? socketAddress.getHostString() : address.getHostAddress();
    }

    /** The name in the client's last EHLO or HELO; empty if there was none. */
    public String heloName() {
        return context.heloName();
    }

    /** The sender's path with parameters. */
    public EnvelopeAddress mailFrom() {
        return context.mailFrom().orElseThrow();
    }

    /** The accepted recipients in order, with their parameters. */
    public List<EnvelopeAddress> rcptTos() {
        return context.accepted();
    }

    /** The bare addresses of {@link #rcptTos()}. */
    public List<String> recipients() {
        return rcptTos().stream().map(EnvelopeAddress::address).toList();
    }

    /** Whether the connection was encrypted. */
    public boolean tls() {
        return context.tls();
    }

    /** The identity that the client had authenticated as. */
    public Optional<String> authIdentity() {
        return context.authIdentity();
    }

    /** Number of the connection since the sink started, from 1. */
    public int connectionNumber() {
        return context.connectionNumber();
    }

    /** Number of the message within its connection, from 1. */
    public int messageNumber() {
        return context.messageNumber();
    }

    /** When its last byte was read. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /**
     * Length in bytes without transparency dots (RFC 5321 section 4.5.2). It is known even if the bytes weren't kept.
     */
    public long size() {
        return size;
    }

    /**
     * A copy of the bytes, without transparency dots.
     *
     * @throws IllegalStateException if the sink was told not to keep any, or not this many
     */
    public byte[] content() {
        return bytes().clone();
    }

    private byte[] bytes() {
        byte[] kept = content;
        if (kept == null) {
            throw new IllegalStateException(
                    "the content of this message was not kept: see SinkOptions.keptContentBytes");
        }
        return kept;
    }

    /** The bytes read as UTF-8. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The header section as received, read as UTF-8. */
    public String headerSection() {
        return MessageHeaders.section(bytes());
    }

    /** The part after the empty line. */
    public byte[] body() {
        byte[] all = bytes();
        return Arrays.copyOfRange(all, MessageHeaders.bodyStart(all), all.length);
    }

    /** The unfolded value of the topmost header field with this name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The unfolded values of all header fields with this name, top to bottom. */
    public List<String> headers(String name) {
        return MessageHeaders.values(bytes(), name);
    }

    /** Whether {@code address} is among the recipients. */
    public boolean isFor(String address) {
        return recipients().stream().anyMatch(address::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return "ReceivedMessage[" + peerAddress() + " (" + heloName() + ") -> " + localAddress() + ", from "
                + mailFrom()
                + " to " + rcptTos() + ", " + size + " bytes, connection " + connectionNumber() + ", message "
                + messageNumber() + (tls() ? ", tls" : "") + "]";
    }
}
