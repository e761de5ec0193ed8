package org.sluicemta.smtp.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.limit.LoginLimits;
import org.sluicemta.network.IpRange;
import org.sluicemta.settings.ServerSettings;

/**
 * Refuses addresses with too many failed logins for a time. Failures are counted by address, not by user name, so that
 * guessing can't lock the owner out. An IPv6 client is its network. Tracks a bounded number. Thread-safe.
 */
@Singleton
public final class LoginBans {
    private static final long MOST = 100_000;

    private final LoginLimits limits;
    private final int ipv6Network;
    private final Cache<InetAddress, Integer> failures;
    private final Cache<InetAddress, Boolean> banned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    /** Password checks in progress by client; bounded by the open sessions. */
    private final Map<InetAddress, Integer> underWay = new HashMap<>();

    @Inject
    LoginBans(ServerSettings settings) {
        this(settings.smtp().limits().logins(), settings.smtp().limits().ipv6Network(), Ticker.systemTicker());
    }

    LoginBans(LoginLimits limits, int ipv6Network, Ticker ticker) {
        this.limits = limits;
        this.ipv6Network = ipv6Network;
        this.failures = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST)
                // Counted from the first failure; later ones don't extend the time.
                .expireAfter(Expiry.creating((address, count) -> limits.within()))
                .build();
        this.banned = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST)
                .expireAfterWrite(limits.ban())
                .build();
    }

    /**
     * Permits a password check, or waits until one is possible. A client may have as many checks in progress as it has
     * failures left, so parallel attempts gain no extra guesses. False when the client is banned. Blocks. {@link
     * #checked} must follow.
     */
    public boolean awaitCheck(InetAddress client) throws InterruptedException {
        if (limits.failures() == 0) {
            return true;
        }
        InetAddress key = key(client);
        lock.lock();
        try {
            while (!isBanned(client)
                    && underWay.containsKey(key)
                    && underWay.getOrDefault(key, 0) + failuresOf(key) >= limits.failures()) {
                over.await();
            }
            if (isBanned(client)) {
                return false;
            }
            underWay.merge(key, 1, Integer::sum);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A permitted check is over; counts its failure. */
    public void checked(InetAddress client) {
        if (limits.failures() == 0) {
            return;
        }
        lock.lock();
        try {
            underWay.computeIfPresent(key(client), (key, count) -> count == 1 ? null : count - 1);
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int failuresOf(InetAddress key) {
        Integer known = failures.getIfPresent(key);
        return known == null ? 0 : known;
    }

    /** Counts a failure; true when the address is banned now. */
    public boolean failed(InetAddress client) {
        if (limits.failures() == 0) {
            return false;
        }
        InetAddress key = key(client);
        if (failures.asMap().merge(key, 1, Integer::sum) < limits.failures()) {
            return isBanned(client);
        }
        banned.put(key, true);
        failures.invalidate(key);
        return true;
    }

    public boolean isBanned(InetAddress client) {
        return banned.getIfPresent(key(client)) != null;
    }

    private InetAddress key(InetAddress client) {
        return client instanceof Inet4Address
                ? client
                : IpRange.around(client, ipv6Network).base();
    }
}
