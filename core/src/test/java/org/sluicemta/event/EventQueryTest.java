package org.sluicemta.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

class EventQueryTest {
    private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

    private static final Event EVENT = new Event(
            "E-0000000000001",
            AT,
            new Occurrence.Deferred(
                    MailFacts.about(new MessageId(10))
                            .of(new TenantId("acme"), new StreamId("marketing"))
                            .to(EmailAddress.parse("Ann@Example.com")),
                    AttemptFacts.of(1, null, new SmtpReply(452, "4.2.2", "Mailbox is FULL and locked"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | true",
                "tenant=acme | true",
                "tenant=other,acme and code=452 | true",
                "tenant=acme code=550 | false",
                "recipient=ann@EXAMPLE.com | true",
                "domain=example.com and type=Deferred | true",
                "words=\"full mailbox\" | true",
                "words=\"full and empty\" | false",
                "status=4.2.2 | true",
                "pool=marketing | false",
            })
    void matchesEventsThatHaveEveryTerm(String query, boolean matches) {
        assertThat(EventQuery.parse(query).matches(EVENT)).isEqualTo(matches);
    }

    @Test
    void leavesOutTheEndOfATime() {
        assertThat(EventQuery.ALL.within(AT, AT.plusMillis(1)).matches(EVENT)).isTrue();
        assertThat(EventQuery.ALL.within(AT.plusMillis(1), null).matches(EVENT)).isFalse();
        assertThat(EventQuery.ALL.within(null, AT).matches(EVENT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "colour=red | events have no \"colour\". They can be found by id, recipient",
                "acme | not a term of a query: \"acme\". Write terms such as tenant=acme",
                "tenant=acme or code=550 | not a term of a query: \"or code=550\"",
                "tenant= | not a term of a query: \"tenant=\"",
                "words=\"\" | words= needs a value",
                "tenant=a tenant=b | tenant= is there twice. Write several values with commas: tenant=a,b",
                "type=bounce | no type of event is called \"bounce\". There are Received",
            })
    void refusesWhatItCannotRead(String query, String problem) {
        assertThatThrownBy(() -> EventQuery.parse(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
