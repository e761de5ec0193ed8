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
 * Addresses whose logins failed too often are turned away for a time. Counted by address, not by user name: whoever
 * guesses must not lock the owner out. An IPv6 client is its network. Remembers a bounded number. Thread-safe.
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
    /** Checks of passwords by client; bounded by the open sessions. */
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
                // From the first failure on: later ones do not make the time longer.
                .expireAfter(Expiry.creating((address, count) -> limits.within()))
                .build();
        this.banned = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST)
                .expireAfterWrite(limits.ban())
                .build();
    }

    /**
     * Lets a password be checked, or waits until it may be: as many checks are under way for a client as failures are left
     * to it, so that nobody gets more guesses by making them at once. False when the client is banned. Blocks; to be
     * followed by {@link #checked}.
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

    /** A check that was let through is over, and its failure counted. */
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
