package org.sluicemta.smtp.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;

/**
 * How often a client may do something per minute: a token bucket per client. An IPv6 client is its /64, because that is
 * what one customer gets. Tracks a bounded number of clients. Thread-safe.
 */
public final class ClientRates {
    private static final long MOST_CLIENTS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Cache<InetAddress, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(MINUTE)
            .build();

    /** @param perMinute 0 for no limit */
    public ClientRates(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts one; false when that is too many. */
    public boolean take(InetAddress client) {
        return perMinute == 0
                || buckets.get(network(client), address -> bucket()).tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withNanosecondPrecision() // the time that passes, whatever is done to the clock
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }

    private static InetAddress network(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(client.getAddress(), 8), 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen octets are an address", e);
        }
    }
}
