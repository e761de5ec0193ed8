package org.sluicemta.store.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventField;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.event.TlsResult;
import org.sluicemta.lane.LaneName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.network.IpRange;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Rebuilds the facts of an event from its fields. A group of facts is present if any of its fields is. */
final class EventJsonReader {
    private static final Map<String, EventType> TYPES =
            Arrays.stream(EventType.values()).collect(Collectors.toMap(EventType::label, Function.identity()));

    private final JsonNode node;

    EventJsonReader(JsonNode node) {
        this.node = node;
    }

    Event event() {
        return new Event(required(EventField.EVENT_ID), Instant.parse(required(EventField.AT)), what(type(), mail()));
    }

    private Occurrence what(EventType type, MailFacts mail) {
        return switch (type) {
            case RECEIVED -> new Occurrence.Received(mail, client());
            case REPEATED -> new Occurrence.Repeated(mail, client());
            case REJECTED -> new Occurrence.Rejected(mail, client());
            case SUPPRESSED -> new Occurrence.Suppressed(mail, required(EventField.KIND), text(EventField.DIAGNOSTIC));
            case DISCARDED ->
                new Occurrence.Discarded(mail, required(EventField.PROCESSOR), required(EventField.MAILET));
            case COPIED -> new Occurrence.Copied(mail);
            case QUEUED -> new Occurrence.Queued(mail);
            case DELIVERED -> new Occurrence.Delivered(mail, attempt());
            case DEFERRED -> new Occurrence.Deferred(mail, attempt());
            case BOUNCED -> new Occurrence.Bounced(mail, attempt(), flag(EventField.SUPPRESSED));
            case EXPIRED -> new Occurrence.Expired(mail, attempt());
            case REMOTE_BOUNCE -> new Occurrence.RemoteBounce(mail, report());
            case COMPLAINT -> new Occurrence.Complaint(mail, report());
            case UNSUBSCRIBED -> new Occurrence.Unsubscribed(mail, required(EventField.KIND), client());
            case RETURNED -> new Occurrence.Returned(mail, report());
            case TLS_REPORTED -> new Occurrence.TlsReported(mail, report(), tls());
            case CANCELLED -> new Occurrence.Cancelled(mail);
            case STREAM_PAUSED -> new Occurrence.StreamPaused(mail, required(EventField.DIAGNOSTIC));
            case STREAM_RESUMED -> new Occurrence.StreamResumed(mail, required(EventField.DIAGNOSTIC));
        };
    }

    private TlsResult tls() {
        return new TlsResult(
                required(EventField.POLICY_TYPE),
                required(EventField.POLICY_DOMAIN),
                required(EventField.RESULT),
                number(EventField.SESSIONS));
    }

    private EventType type() {
        String label = required(EventField.TYPE);
        EventType type = TYPES.get(label);
        if (type == null) {
            throw new IllegalArgumentException("unknown type of event \"" + label + "\"");
        }
        return type;
    }

    private MailFacts mail() {
        return new MailFacts(
                value(EventField.MESSAGE_ID, MessageId::parse),
                value(EventField.TENANT, TenantId::new),
                value(EventField.STREAM, StreamId::new),
                value(EventField.POOL, PoolId::new),
                value(EventField.SOURCE, SourceId::new),
                value(EventField.SITE, SiteId::new),
                value(EventField.LANE, name -> LaneName.parse(name).orElseThrow()),
                value(EventField.SENDER, EventJsonReader::address),
                value(EventField.RECIPIENT, EventJsonReader::address),
                value(EventField.PARENT_ID, MessageId::parse),
                value(EventField.CAMPAIGN, CampaignId::new));
    }

    private static @Nullable EmailAddress address(String text) {
        return text.isEmpty() ? null : EmailAddress.parse(text);
    }

    private ClientFacts client() {
        required(EventField.CLIENT_TLS);
        return new ClientFacts(
                value(EventField.CLIENT_IP, EventJsonReader::ip),
                text(EventField.HELO),
                text(EventField.LISTENER),
                text(EventField.CREDENTIAL),
                flag(EventField.CLIENT_TLS),
                number(EventField.BYTES),
                reply(),
                text(EventField.MESSAGE_ID_FIELD),
                has(EventField.TIMES) ? (int) number(EventField.TIMES) : 1);
    }

    /** A scope id is valid on one host only. */
    private static InetAddress ip(String text) {
        int scope = text.indexOf('%');
        return IpRange.parse(scope < 0 ? text : text.substring(0, scope)).base();
    }

    private AttemptFacts attempt() {
        required(EventField.ATTEMPT);
        return new AttemptFacts(
                (int) number(EventField.ATTEMPT),
                delivery(),
                reply(),
                responseClass(),
                value(EventField.NEXT_ATTEMPT, Instant::parse));
    }

    private @Nullable DeliveryAttempt delivery() {
        if (!has(EventField.STARTED)) {
            return null;
        }
        return new DeliveryAttempt(
                value(EventField.SOURCE, SourceId::new),
                text(EventField.REMOTE_HOST),
                text(EventField.REMOTE_IP),
                text(EventField.TLS),
                text(EventField.TLS_POLICY),
                Instant.parse(required(EventField.STARTED)),
                Duration.ofMillis(number(EventField.DURATION_MS)));
    }

    private @Nullable SmtpReply reply() {
        if (has(EventField.FAULT)) {
            String status =
                    Optional.ofNullable(text(EventField.ENHANCED_STATUS)).orElse("4.0.0");
            ResponseClass meaning = Optional.ofNullable(responseClass()).orElse(ResponseClass.OTHER);
            return SmtpReply.own(meaning, status.startsWith("5") ? 550 : 451, status, required(EventField.FAULT));
        }
        return has(EventField.SMTP_CODE)
                ? new SmtpReply(
                        (int) number(EventField.SMTP_CODE),
                        text(EventField.ENHANCED_STATUS),
                        Optional.ofNullable(text(EventField.SMTP_REPLY)).orElse(""))
                : null;
    }

    private @Nullable ResponseClass responseClass() {
        return value(EventField.CLASS, ResponseClass::labelled);
    }

    private ReportFacts report() {
        return new ReportFacts(
                required(EventField.KIND),
                responseClass(),
                text(EventField.STATUS),
                text(EventField.DIAGNOSTIC),
                text(EventField.REPORTING_MTA),
                text(EventField.FEEDBACK_TYPE),
                flag(EventField.SUPPRESSED),
                text(EventField.REPORTER),
                text(EventField.PROCESSOR),
                text(EventField.MAILET));
    }

    private boolean flag(EventField field) {
        return node.path(field.label()).asBoolean();
    }

    private boolean has(EventField field) {
        return node.hasNonNull(field.label());
    }

    private @Nullable String text(EventField field) {
        return has(field) ? node.get(field.label()).asText() : null;
    }

    private String required(EventField field) {
        String text = text(field);
        if (text == null) {
            throw new IllegalArgumentException("an event needs " + field.label());
        }
        return text;
    }

    private long number(EventField field) {
        return node.path(field.label()).asLong();
    }

    private <T> @Nullable T value(EventField field, Parser<T> parser) {
        String text = text(field);
        return text == null ? null : parser.parse(text);
    }

    private interface Parser<T> {
        @Nullable
        T parse(String text);
    }
}
