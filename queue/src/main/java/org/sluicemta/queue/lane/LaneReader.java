package org.sluicemta.queue.lane;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.message.LargeBodyReader;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.letter.Attempts;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.DsnReturn;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.outcome.StoredReply;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Reads what {@link LaneMessages} wrote. Content that is the message's own body is the buffer of a small one; that of a
 * large one is streamed to a file of the spool directory, which {@link #release} removes.
 */
public final class LaneReader {
    private static final int PIECE = 64 << 10;

    private final Path spool;
    private final LaneContents contents;

    /** @param spool directory for large content while it is delivered; its owner empties it at start */
    public LaneReader(Path spool, LaneContents contents) {
        this.spool = spool;
        this.contents = contents;
    }

    /**
     * @throws UnreadableMessageException if a property is missing or invalid, so the message wasn't written by us
     * @throws IOException when large content cannot be spooled
     */
    public OutboundMessage outbound(ICoreMessage message) throws UnreadableMessageException, IOException {
        try {
            return new OutboundMessage(
                    new Letter(
                            new MessageId(message.getLongProperty(LaneProperties.ID)),
                            new TenantId(text(message, LaneProperties.TENANT)),
                            new StreamId(text(message, LaneProperties.STREAM)),
                            address(message, LaneProperties.SENDER),
                            options(message),
                            content(message),
                            Instant.ofEpochMilli(message.getLongProperty(LaneProperties.RECEIVED_AT)),
                            campaign(message)),
                    new PoolId(text(message, LaneProperties.POOL)),
                    new SiteId(text(message, LaneProperties.SITE)),
                    address(message, LaneProperties.RETURN_PATH),
                    Recipients.read(text(message, LaneProperties.RECIPIENTS)),
                    Instant.ofEpochMilli(message.getLongProperty(LaneProperties.EXPIRES_AT)),
                    new Attempts(
                            message.getIntProperty(LaneProperties.ATTEMPT), time(message, LaneProperties.LAST_ATTEMPT)),
                    message.containsProperty(LaneProperties.PARTS) ? message.getIntProperty(LaneProperties.PARTS) : 1);
        } catch (RuntimeException e) {
            throw new UnreadableMessageException(message, e);
        }
    }

    /** A message of the intake. Errors as {@link #outbound}. */
    public ReturnedMail returned(ICoreMessage message) throws UnreadableMessageException, IOException {
        try {
            return new ReturnedMail(
                    new MessageId(message.getLongProperty(LaneProperties.ID)),
                    EmailAddress.parse(text(message, LaneProperties.RECIPIENT)),
                    address(message, LaneProperties.SENDER),
                    content(message),
                    Instant.ofEpochMilli(message.getLongProperty(LaneProperties.RECEIVED_AT)),
                    clientAddress(text(message, LaneProperties.CLIENT)));
        } catch (RuntimeException e) {
            throw new UnreadableMessageException(message, e);
        }
    }

    /** Releases resources other than memory (spool files) that reading acquired. */
    public void release(MessageContent content) throws IOException {
        if (content instanceof SpooledContent spooled) {
            spooled.close();
        }
    }

    /** When a message of a slot is due back, or null. */
    public static @Nullable Instant due(ICoreMessage message) {
        return message.containsProperty(LaneProperties.DUE)
                ? Instant.ofEpochMilli(message.getLongProperty(LaneProperties.DUE))
                : null;
    }

    /** The last deferral's reply, or null. @throws UnreadableMessageException if it isn't a reply */
    public static @Nullable SmtpReply lastReply(ICoreMessage message) throws UnreadableMessageException {
        String stored = optional(message, LaneProperties.LAST_REPLY);
        try {
            return stored == null ? null : StoredReply.read(stored);
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessageException(message, e);
        }
    }

    private static @Nullable Campaign campaign(ICoreMessage message) {
        String name = optional(message, LaneProperties.CAMPAIGN);
        return name == null ? null : new Campaign(new CampaignId(name), time(message, LaneProperties.DELIVER_UNTIL));
    }

    private static EnvelopeOptions options(ICoreMessage message) {
        if (!message.containsProperty(LaneProperties.FLAGS)) {
            return EnvelopeOptions.NONE;
        }
        int flags = message.getIntProperty(LaneProperties.FLAGS);
        String dsnReturn = optional(message, LaneProperties.DSN_RETURN);
        return new EnvelopeOptions(
                dsnReturn == null ? null : DsnReturn.valueOf(dsnReturn),
                optional(message, LaneProperties.ENVELOPE_ID),
                (flags & LaneMessages.EIGHT_BIT) != 0,
                (flags & LaneMessages.SMTP_UTF8) != 0,
                (flags & LaneMessages.REQUIRE_TLS) != 0,
                message.getIntProperty(LaneProperties.PRIORITY),
                time(message, LaneProperties.RELEASE_AT),
                (flags & LaneMessages.TLS_OPTIONAL) != 0);
    }

    private MessageContent content(ICoreMessage message) throws IOException {
        MessageContent stored = contents.read(message);
        return stored == null ? body(message) : stored;
    }

    private MessageContent body(ICoreMessage message) throws IOException {
        if (!message.isLargeMessage()) {
            return new LaneContent(message.getReadOnlyBodyBuffer().byteBuf());
        }
        Path file = Files.createTempFile(spool, "large-", ".eml");
        try (OutputStream out = Files.newOutputStream(file)) {
            save(message, out);
        } catch (ActiveMQException e) {
            Files.deleteIfExists(file);
            throw new IOException("the broker could not stream a large message: " + e.getMessage(), e);
        }
        return new SpooledContent(file, Files.size(file));
    }

    private static void save(ICoreMessage message, OutputStream out) throws ActiveMQException, IOException {
        if (message instanceof ClientMessage received) {
            received.saveToOutputStream(out);
            return;
        }
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (LargeBodyReader body = ((LargeServerMessage) message).getLargeBodyReader()) {
            body.open();
            long left = body.getSize();
            while (left > 0) {
                int read = body.readInto(piece.clear());
                if (read < 0) {
                    throw new IOException(left + " octets are missing from a large message's file");
                }
                out.write(piece.array(), 0, read);
                left -= read;
            }
        }
    }

    /** Parsed from text, without asking DNS. */
    private static InetAddress clientAddress(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + literal, e);
        }
    }

    private static String text(ICoreMessage message, SimpleString name) {
        String value = optional(message, name);
        if (value == null) {
            throw new IllegalArgumentException("no property " + name);
        }
        return value;
    }

    private static @Nullable String optional(ICoreMessage message, SimpleString name) {
        SimpleString value = message.getSimpleStringProperty(name);
        return value == null ? null : value.toString();
    }

    private static @Nullable EmailAddress address(ICoreMessage message, SimpleString name) {
        String value = optional(message, name);
        return value == null ? null : EmailAddress.parse(value);
    }

    private static @Nullable Instant time(ICoreMessage message, SimpleString name) {
        return message.containsProperty(name) ? Instant.ofEpochMilli(message.getLongProperty(name)) : null;
    }
}
