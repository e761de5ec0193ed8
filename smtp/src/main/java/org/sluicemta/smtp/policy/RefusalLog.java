package org.sluicemta.smtp.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.network.IpRange;
import org.sluicemta.settings.ServerSettings;

/**
 * Records refusals of strangers in the event log without letting a flood of them displace the history of mail. The
 * first ten per client and minute are separate events. The rest are summed up in one event at the end of the minute,
 * with the last reply. An IPv6 client is its network. Tracks a bounded number. Thread-safe.
 */
@Singleton
public final class RefusalLog implements AutoCloseable {
    private static final int SINGLE = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long MOST = 50_000;

    private final EventLog events;
    private final int ipv6Network;
    private final Cache<InetAddress, Minute> minutes;

    /** One client's refusals within a minute. Changed under the lock of its cache entry. */
    private static final class Minute {
        private int refusals;
        private @Nullable ClientFacts last;
    }

    @Inject
    RefusalLog(EventLog events, ServerSettings settings) {
        this(events, settings.smtp().limits().ipv6Network(), Ticker.systemTicker());
    }

    RefusalLog(EventLog events, int ipv6Network, Ticker ticker) {
        this.events = events;
        this.ipv6Network = ipv6Network;
        this.minutes = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST)
                // Counted from the first refusal; later ones don't extend the minute.
                .expireAfter(Expiry.<InetAddress, Minute>creating((client, minute) -> MINUTE))
                .scheduler(Scheduler.systemScheduler())
                .executor(Runnable::run)
                .<InetAddress, Minute>removalListener((client, minute, cause) -> sum(minute))
                .build();
    }

    /** Records a refusal, or counts it. */
    public void rejected(InetAddress client, MailFacts mail, ClientFacts facts) {
        minutes.asMap().compute(key(client), (key, known) -> {
            Minute minute = known == null ? new Minute() : known;
            minute.refusals++;
            minute.last = facts;
            if (minute.refusals <= SINGLE) {
                events.append(new Occurrence.Rejected(mail, facts));
            }
            return minute;
        });
    }

    /** Whether a client was refused so often within a minute that another refusal isn't worth logging. */
    boolean isNoNews(InetAddress client) {
        Minute minute = minutes.getIfPresent(key(client));
        return minute != null && minute.refusals >= SINGLE;
    }

    /** Records the sums that haven't been recorded yet. */
    @Override
    public void close() {
        minutes.invalidateAll();
        minutes.cleanUp();
    }

    private void sum(@Nullable Minute minute) {
        ClientFacts last = minute == null ? null : minute.last;
        if (minute == null || last == null || minute.refusals <= SINGLE) {
            return;
        }
        events.append(new Occurrence.Rejected(MailFacts.NONE, last.refused(minute.refusals - SINGLE)));
    }

    private InetAddress key(InetAddress client) {
        return client instanceof Inet4Address
                ? client
                : IpRange.around(client, ipv6Network).base();
    }
}
