package org.sluicemta.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.outcome.SmtpReply;

class EventJsonTest {
    @Test
    void writesOneFlatObject() {
        Event event = new Event(
                "E-0000000000001",
                EventSamples.AT,
                new Occurrence.Delivered(EventSamples.MAIL, EventSamples.DELIVERED));
        assertThat(EventJson.line(event))
                .isEqualTo("{\"event_id\":\"E-0000000000001\",\"type\":\"Delivered\","
                        + "\"at\":\"2026-11-22T09:08:07.006Z\",\"message_id\":\"" + EventSamples.MAIL.messageId()
                        + "\",\"tenant\":\"acme\",\"stream\":\"marketing\",\"campaign\":\"spring_26\",\"pool\":\"mkt\",\"source\":\"mkt-1\","
                        + "\"site\":\"gmail\",\"lane\":\"egress.mkt.gmail.shared\","
                        + "\"sender\":\"news@acme.example\",\"recipient\":\"ann@gmail.example\",\"attempt\":2,"
                        + "\"remote_host\":\"mx.gmail.example\",\"remote_ip\":\"192.0.2.1:25\","
                        + "\"tls\":\"TLSv1.3 TLS_AES_128_GCM_SHA256\",\"tls_policy\":\"mta-sts 20261122\",\"started\":\"2026-11-22T09:08:06.685Z\","
                        + "\"duration_ms\":321,\"smtp_code\":250,\"enhanced_status\":\"2.0.0\","
                        + "\"smtp_reply\":\"OK \\\"thanks\\\"\\ttab\"}");
        assertThat(EventJson.parse(EventJson.line(event))).isEqualTo(event);
    }

    @Test
    void readsWhatItWrote() {
        Random random = new Random(20261122);
        for (int i = 0; i < 5_000; i++) {
            Event event = EventSamples.random(random);
            String line = EventJson.line(event);
            assertThat(line).doesNotContain("\n");
            assertThat(EventJson.parse(line)).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "\r", "\u0085", "\u2028", "\u2029", "\u001b[2K", "\u009b2K", "\u0000", "\u007f", "\u009f"})
    void writesOneLineForEveryProgramThatReadsLines(String control) {
        AttemptFacts attempt = AttemptFacts.of(1, null, new SmtpReply(550, null, "a" + control + "é✓"));
        String line = EventJson.line(event(EventSamples.MAIL, attempt));

        assertThat(line.chars()).noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
        assertThat(line).contains("é✓");
        assertThat(EventJson.parse(line)).isEqualTo(event(EventSamples.MAIL, attempt));
    }

    @Test
    void writesTheNullSenderAsEmptyText() {
        MailFacts known = EventSamples.MAIL;
        MailFacts notice = MailFacts.about(Objects.requireNonNull(known.messageId()));
        assertThat(EventJson.line(event(notice, EventSamples.DELIVERED))).contains("\"sender\":\"\"");
        assertThat(EventJson.line(event(MailFacts.NONE, EventSamples.DELIVERED)))
                .doesNotContain("sender");
    }

    @Test
    void cutsLongTextsBetweenCharacters() {
        String text = "x".repeat(1_999) + "\uD83D\uDE00" + "y".repeat(500);
        AttemptFacts attempt = AttemptFacts.of(1, null, new SmtpReply(550, null, text));
        Event read = EventJson.parse(EventJson.line(event(MailFacts.NONE, attempt)));
        assertThat(read.attempt()).isNotNull().extracting(AttemptFacts::reply).hasToString("550 " + "x".repeat(1_999));
    }

    @Test
    void writesTimesAsTheStandardAsks() {
        assertThat(EventTime.format(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochMilli(random.nextLong(250_000_000_000_000L));
            assertThat(Instant.parse(EventTime.format(instant))).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"event_id\":\"E-1\",\"type\":\"Nonsense\",\"at\":\"2026-11-22T09:08:07.006Z\"}",
                "{\"event_id\":\"E-1\",\"type\":\"Queued\",\"at\":\"yesterday\"}",
                "{\"event_id\":\"E-1\",\"type\":\"Delivered\",\"at\":\"2026-11-22T09:08:07.006Z\"}",
                "{\"event_id\":\"E-1\",\"type\":\"Rejected\",\"at\":\"2026-11-22T09:08:07.006Z\"}",
                "{\"event_id\":\"E-1\",\"type\":\"Complaint\",\"at\":\"2026-11-22T09:08:07.006Z\"}",
                "{\"event_id\":\"E-1\",\"type\":\"Queued\""
            })
    void refusesWhatIsNoEvent(String line) {
        assertThatThrownBy(() -> EventJson.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an event: " + line);
    }

    private static Event event(MailFacts mail, AttemptFacts attempt) {
        return new Event("E-0000000000001", EventSamples.AT, new Occurrence.Delivered(mail, attempt));
    }
}
