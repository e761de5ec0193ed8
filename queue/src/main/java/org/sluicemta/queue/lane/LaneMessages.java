package org.sluicemta.queue.lane;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.outcome.StoredReply;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.broker.SendSession;
import org.sluicemta.queue.content.ContentRef;

/** Writes mail into broker messages: the envelope as properties, and a reference to its content. */
public final class LaneMessages {
    static final int EIGHT_BIT = 1;
    static final int SMTP_UTF8 = 2;
    static final int REQUIRE_TLS = 4;
    static final int TLS_OPTIONAL = 8;
    /**
     * Written after the content. If they don't fit, the buffer doubles, and stays so while the message is in memory.
     */
    private static final int PROPERTIES_GUESS = 1_600;
    /** RFC 6710 priorities are -9 to 9, the broker's are 0 to 9 with 4 in the middle. */
    private static final byte MIDDLE_PRIORITY = 4;

    private LaneMessages() {}

    /** As part of the session's transaction. */
    static void send(SendSession session, QueuedMail queued, ContentRef stored) throws ActiveMQException {
        session.send(queued.queue(), write(queued.mail(), stored, queued.due(), queued.lastReply()));
    }

    /** Sends to the intake, as part of the session's transaction. */
    static void send(SendSession session, ReturnedMail mail, ContentRef stored) throws ActiveMQException {
        session.send(QueueNames.INTAKE_BOUNCE, write(mail, stored));
    }

    /**
     * @param stored where its content is
     * @param due for a message bound for a slot: when it is wanted back; else null
     * @param lastReply last deferral's reply, or null
     */
    public static ClientMessage write(
            OutboundMessage mail, ContentRef stored, @Nullable Instant due, @Nullable SmtpReply lastReply) {
        ClientMessage message = create(stored, priority(mail.options()));
        message.setExpiration(mail.expiresAt().toEpochMilli());
        message.putLongProperty(LaneProperties.ID, mail.id().value());
        put(message, LaneProperties.TENANT, mail.tenant().value());
        put(message, LaneProperties.STREAM, mail.stream().value());
        writeCampaign(message, mail.campaign());
        put(message, LaneProperties.POOL, mail.pool().value());
        put(message, LaneProperties.SITE, mail.site().value());
        putAddress(message, LaneProperties.SENDER, mail.sender());
        putAddress(message, LaneProperties.RETURN_PATH, mail.returnPath());
        put(message, LaneProperties.RECIPIENTS, Recipients.write(mail.recipients()));
        message.putLongProperty(LaneProperties.RECEIVED_AT, mail.receivedAt().toEpochMilli());
        message.putLongProperty(LaneProperties.EXPIRES_AT, mail.expiresAt().toEpochMilli());
        message.putIntProperty(LaneProperties.ATTEMPT, mail.attempt());
        putTime(message, LaneProperties.LAST_ATTEMPT, mail.attempts().last());
        if (mail.parts() > 1) {
            message.putIntProperty(LaneProperties.PARTS, mail.parts());
        }
        putTime(message, LaneProperties.DUE, due);
        put(message, LaneProperties.LAST_REPLY, lastReply == null ? null : StoredReply.write(lastReply));
        writeOptions(message, mail.options());
        return message;
    }

    /** A message that came back, for the intake. */
    private static ClientMessage write(ReturnedMail mail, ContentRef stored) {
        ClientMessage message = create(stored, MIDDLE_PRIORITY);
        message.putLongProperty(LaneProperties.ID, mail.id().value());
        put(message, LaneProperties.RECIPIENT, mail.recipient().toString());
        putAddress(message, LaneProperties.SENDER, mail.sender());
        message.putLongProperty(LaneProperties.RECEIVED_AT, mail.receivedAt().toEpochMilli());
        put(message, LaneProperties.CLIENT, mail.clientAddress().getHostAddress());
        return message;
    }

    private static void writeCampaign(ClientMessage message, @Nullable Campaign campaign) {
        if (campaign != null) {
            put(message, LaneProperties.CAMPAIGN, campaign.id().value());
            putTime(message, LaneProperties.DELIVER_UNTIL, campaign.deliverUntil());
        }
    }

    private static void writeOptions(ClientMessage message, EnvelopeOptions options) {
        if (options.equals(EnvelopeOptions.NONE)) {
            return;
        }
        int flags = (options.eightBit() ? EIGHT_BIT : 0)
                | (options.smtpUtf8() ? SMTP_UTF8 : 0)
                | (options.requireTls() ? REQUIRE_TLS : 0)
                | (options.tlsOptional() ? TLS_OPTIONAL : 0);
        message.putIntProperty(LaneProperties.FLAGS, flags);
        message.putIntProperty(LaneProperties.PRIORITY, options.priority());
        put(
                message,
                LaneProperties.DSN_RETURN,
                options.dsnReturn() == null ? null : options.dsnReturn().name());
        put(message, LaneProperties.ENVELOPE_ID, options.envelopeId());
        putTime(message, LaneProperties.RELEASE_AT, options.releaseAt());
    }

    /** Higher priority goes first within a lane. */
    private static byte priority(EnvelopeOptions options) {
        return (byte) Math.clamp(MIDDLE_PRIORITY + options.priority() / 2, 0, 9);
    }

    private static ClientMessage create(ContentRef stored, byte priority) {
        ClientMessage message = new ClientMessageImpl(Message.BYTES_TYPE, true, 0, 0, priority, PROPERTIES_GUESS);
        // Without a routing type the broker creates no queue for it and drops the message silently.
        message.setRoutingType(RoutingType.ANYCAST);
        put(message, LaneProperties.CONTENT, stored.toString());
        return message;
    }

    private static void put(ClientMessage message, SimpleString name, @Nullable String value) {
        if (value != null) {
            message.putStringProperty(name, SimpleString.of(value));
        }
    }

    private static void putAddress(ClientMessage message, SimpleString name, @Nullable EmailAddress address) {
        put(message, name, address == null ? null : address.toString());
    }

    private static void putTime(ClientMessage message, SimpleString name, @Nullable Instant time) {
        if (time != null) {
            message.putLongProperty(name, time.toEpochMilli());
        }
    }
}
