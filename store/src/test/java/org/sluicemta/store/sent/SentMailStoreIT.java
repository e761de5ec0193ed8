package org.sluicemta.store.sent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.SentMail;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

class SentMailStoreIT extends DatabaseContract {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final StreamId NEWS = new StreamId("news");
    private static final CampaignId CAMPAIGN = new CampaignId("spring_26");

    private DatabaseSentMailStore store() {
        return new DatabaseSentMailStore(database());
    }

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM sent_mail"));
    }

    @Test
    void findsWhatItRecorded() {
        MessageId id = idAt(NOW);
        SentMail first = sent(id, 0, "ann@example.org", new SourceId("mkt-1"));
        SentMail second = sent(id, 1, "Bob@example.org", null);
        store().record(List.of(first, second));
        assertThat(store().find(token(id, 0))).contains(first);
        assertThat(store().find(token(id, 1))).contains(second);
        assertThat(store().find(token(id, 2))).isEmpty();
        assertThat(store().find(token(idAt(NOW.plusMillis(1)), 0))).isEmpty();
    }

    @Test
    void keepsTheFirstOfASendThatIsRecordedTwice() {
        MessageId id = idAt(NOW);
        SentMail first = sent(id, 0, "ann@example.org", new SourceId("mkt-1"));
        store().record(List.of(first));
        SentMail again = sent(id, 0, "ann@example.org", new SourceId("mkt-2"));
        SentMail other = sent(id, 1, "bob@example.org", null);
        store().record(List.of(again, other, other));
        assertThat(store().find(token(id, 0))).contains(first);
        assertThat(store().find(token(id, 1))).contains(other);
    }

    @Test
    void recordsNothingWithoutComplaint() {
        store().record(List.of());
        assertThat(store().prune(NOW)).isZero();
    }

    @Test
    void prunesWhatWasAcceptedEarlierAndNothingElse() {
        List<SentMail> old = new ArrayList<>();
        MessageId blast = idAt(NOW.minus(Duration.ofDays(9)));
        for (int i = 0; i < 12_000; i++) {
            old.add(sent(blast, i, "u" + i + "@example.org", null));
        }
        for (int i = 1; i <= 6_000; i++) {
            old.add(sent(idAt(NOW.minus(Duration.ofDays(8)).plusMillis(i)), 0, "u@example.org", null));
        }
        MessageId young = idAt(NOW.minus(Duration.ofDays(7)));
        store().record(old);
        store().record(List.of(sent(young, 0, "ann@example.org", null)));
        assertThat(store().prune(NOW.minus(Duration.ofDays(7)))).isEqualTo(18_000);
        assertThat(store().find(token(young, 0))).isPresent();
        assertThat(store().find(token(blast, 11_999))).isEmpty();
    }

    private static MessageId idAt(Instant time) {
        return new MessageIdSource(() -> time, 3).next();
    }

    private static SentMail sent(MessageId id, int index, String recipient, @Nullable SourceId source) {
        return new SentMail(id, index, ACME, NEWS, EmailAddress.parse(recipient), source, NOW, CAMPAIGN);
    }

    private static ReturnPathToken token(MessageId id, int index) {
        return new ReturnPathToken(id, index, ACME.hash(), NEWS.hash(), LocalDate.of(2026, 11, 22), null);
    }
}
