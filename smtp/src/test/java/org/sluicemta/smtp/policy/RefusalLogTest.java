package org.sluicemta.smtp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.MailFacts;
import org.sluicemta.network.IpRange;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.testing.event.RecordingEventLog;
import org.sluicemta.testing.time.MutableClock;

class RefusalLogTest {
    private static final InetAddress FLOOD = IpRange.parse("192.0.2.7").base();
    private static final InetAddress OTHER = IpRange.parse("192.0.2.8").base();

    private final AtomicLong nanos = new AtomicLong();
    private final RecordingEventLog kept = new RecordingEventLog(new MutableClock());
    private final RefusalLog log = new RefusalLog(kept, 64, nanos::get);

    @Test
    void sumsWhatIsBeyondTenAMinute() {
        refuse(FLOOD, 321);
        refuse(OTHER, 3);
        assertThat(times()).hasSize(13).containsOnly(1);
        assertThat(log.isNoNews(FLOOD)).isTrue();
        assertThat(log.isNoNews(OTHER)).isFalse();

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        refuse(FLOOD, 1);

        assertThat(times()).hasSize(15).contains(311);
        assertThat(kept.events().get(13).mail()).isEqualTo(MailFacts.NONE);
        assertThat(log.isNoNews(FLOOD)).isFalse();
    }

    @Test
    void losesNoSumWhenTheServerStops() {
        refuse(FLOOD, 12);
        log.close();
        log.close();

        assertThat(times()).hasSize(11).endsWith(2);
    }

    @Test
    void takesAnIpv6NetworkForOneClient() {
        for (int i = 0; i < 50; i++) {
            refuse(IpRange.parse("2001:db8::" + i).base(), 1);
        }
        assertThat(times()).hasSize(10);
    }

    private void refuse(InetAddress client, int count) {
        for (int i = 0; i < count; i++) {
            ClientFacts facts =
                    new ClientFacts(client, "x", "relay", null, false, 0, new SmtpReply(550, "5.7.1", "denied"));
            log.rejected(client, MailFacts.NONE, facts);
        }
    }

    private List<Integer> times() {
        return kept.events().stream()
                .map(event -> Objects.requireNonNull(event.client()).times())
                .toList();
    }
}
