package org.sluicemta.store.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventField;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.event.TlsResult;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;

/**
 * Events as JSON: one flat object on one line, with the fields of {@link EventField}. Written by hand for speed,
 * because every message causes three. If an event has both a reply to the client and one from a remote server, the
 * remote one is written. Likewise its class has priority over a report's.
 */
public final class EventJson {
    /** Octets before the id in every line. */
    static final int ID_OFFSET = "{\"event_id\":\"".length();

    private static final int MAX_TEXT = 2_000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .characterEscapes(new LineEscapes())
            // Virtual threads come and go, so they share buffers.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    /** The names of the fields, encoded once. */
    private static final Map<EventField, SerializedString> NAMES = new EnumMap<>(EventField.class);

    static {
        for (EventField field : EventField.values()) {
            NAMES.put(field, new SerializedString(field.label()));
        }
    }

    private static final ObjectMapper READER = new ObjectMapper();

    private EventJson() {}

    /** The text right after the id in lines of these types. */
    static List<byte[]> typeMarks(Collection<EventType> types) {
        return types.stream()
                .map(type -> "\",\"type\":\"" + type.label() + "\"")
                .map(mark -> mark.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /** The line of an event, without a line end. */
    public static String line(Event event) {
        byte[] line = encode(event);
        return new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
    }

    /** The line of an event in UTF-8, with a line feed. */
    static byte[] encode(Event event) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1_000);
                JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            writeHead(out, event);
            writeMail(out, event.mail());
            writeClient(out, event);
            writeAttempt(out, event.attempt());
            writeReport(out, event);
            writeTls(out, event.tls());
            out.writeEndObject();
            out.writeRaw('\n');
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private static void writeHead(JsonGenerator out, Event event) throws IOException {
        text(out, EventField.EVENT_ID, event.id());
        text(out, EventField.TYPE, event.type().label());
        time(out, EventField.AT, event.at());
    }

    private static void writeMail(JsonGenerator out, MailFacts mail) throws IOException {
        object(out, EventField.MESSAGE_ID, mail.messageId());
        object(out, EventField.PARENT_ID, mail.parent());
        object(out, EventField.TENANT, mail.tenant());
        object(out, EventField.STREAM, mail.stream());
        object(out, EventField.CAMPAIGN, mail.campaign());
        object(out, EventField.POOL, mail.pool());
        object(out, EventField.SOURCE, mail.source());
        object(out, EventField.SITE, mail.site());
        object(out, EventField.LANE, mail.lane());
        object(out, EventField.SENDER, mail.sender() == null && mail.messageId() != null ? "" : mail.sender());
        object(out, EventField.RECIPIENT, mail.recipient());
    }

    private static void writeClient(JsonGenerator out, Event event) throws IOException {
        ClientFacts client = event.client();
        if (client == null) {
            return;
        }
        text(
                out,
                EventField.CLIENT_IP,
                client.address() == null ? null : client.address().getHostAddress());
        text(out, EventField.HELO, client.helo());
        text(out, EventField.LISTENER, client.listener());
        text(out, EventField.CREDENTIAL, client.credential());
        flag(out, EventField.CLIENT_TLS, client.tls());
        number(out, EventField.BYTES, client.bytes());
        text(out, EventField.MESSAGE_ID_FIELD, client.messageIdField());
        if (client.times() > 1) {
            number(out, EventField.TIMES, client.times());
        }
        if (event.attempt() == null) {
            writeReply(out, client.reply());
        }
    }

    private static void writeAttempt(JsonGenerator out, @Nullable AttemptFacts facts) throws IOException {
        if (facts == null) {
            return;
        }
        number(out, EventField.ATTEMPT, facts.number());
        DeliveryAttempt attempt = facts.attempt();
        if (attempt != null) {
            text(out, EventField.REMOTE_HOST, attempt.remoteHost());
            text(out, EventField.REMOTE_IP, attempt.remoteAddress());
            text(out, EventField.TLS, attempt.tls());
            text(out, EventField.TLS_POLICY, attempt.tlsPolicy());
            time(out, EventField.STARTED, attempt.started());
            number(out, EventField.DURATION_MS, attempt.took().toMillis());
        }
        writeReply(out, facts.reply());
        writeClass(out, facts.responseClass());
        time(out, EventField.NEXT_ATTEMPT, facts.nextAttempt());
    }

    private static void writeReply(JsonGenerator out, @Nullable SmtpReply reply) throws IOException {
        if (reply == null) {
            return;
        }
        if (reply.isOwn()) {
            text(out, EventField.ENHANCED_STATUS, reply.enhancedStatus());
            text(out, EventField.FAULT, reply.text());
        } else {
            number(out, EventField.SMTP_CODE, reply.code());
            text(out, EventField.ENHANCED_STATUS, reply.enhancedStatus());
            text(out, EventField.SMTP_REPLY, reply.text());
        }
    }

    private static void writeClass(JsonGenerator out, @Nullable ResponseClass responseClass) throws IOException {
        text(out, EventField.CLASS, responseClass == null ? null : responseClass.label());
    }

    private static void writeReport(JsonGenerator out, Event event) throws IOException {
        ReportFacts report = event.report();
        if (report == null) {
            return;
        }
        AttemptFacts attempt = event.attempt();
        if (attempt == null || attempt.responseClass() == null) {
            writeClass(out, report.responseClass());
        }
        text(out, EventField.KIND, report.kind());
        text(out, EventField.STATUS, report.status());
        text(out, EventField.DIAGNOSTIC, report.diagnostic());
        text(out, EventField.REPORTING_MTA, report.reportingMta());
        text(out, EventField.FEEDBACK_TYPE, report.feedbackType());
        text(out, EventField.REPORTER, report.reporter());
        flag(out, EventField.SUPPRESSED, report.suppressed());
        text(out, EventField.PROCESSOR, report.processor());
        text(out, EventField.MAILET, report.mailet());
    }

    private static void writeTls(JsonGenerator out, @Nullable TlsResult tls) throws IOException {
        if (tls == null) {
            return;
        }
        text(out, EventField.POLICY_TYPE, tls.policyType());
        text(out, EventField.POLICY_DOMAIN, tls.policyDomain());
        text(out, EventField.RESULT, tls.result());
        number(out, EventField.SESSIONS, tls.sessions());
    }

    private static void object(JsonGenerator out, EventField field, @Nullable Object value) throws IOException {
        text(out, field, value == null ? null : value.toString());
    }

    private static void text(JsonGenerator out, EventField field, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeFieldName(NAMES.get(field));
            out.writeString(value.length() <= MAX_TEXT ? value : cut(value));
        }
    }

    /** Never splits a surrogate pair. */
    private static String cut(String value) {
        int end = Character.isHighSurrogate(value.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return value.substring(0, end);
    }

    private static void number(JsonGenerator out, EventField field, long value) throws IOException {
        out.writeFieldName(NAMES.get(field));
        out.writeNumber(value);
    }

    private static void flag(JsonGenerator out, EventField field, boolean value) throws IOException {
        out.writeFieldName(NAMES.get(field));
        out.writeBoolean(value);
    }

    private static void time(JsonGenerator out, EventField field, @Nullable Instant value) throws IOException {
        if (value != null) {
            out.writeFieldName(NAMES.get(field));
            out.writeString(EventTime.format(value));
        }
    }

    /** Reads a line. Throws IllegalArgumentException, with the beginning of the line, if it isn't an event. */
    public static Event parse(String line) {
        try {
            JsonNode node = READER.readTree(line);
            return new EventJsonReader(node).event();
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("not an event: " + line.substring(0, Math.min(line.length(), 120)), e);
        }
    }
}
