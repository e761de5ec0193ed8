package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Mail of the common site that was taken while its domain had its share of the site in use. It waits here, so that mail
 * for other domains goes past it. Bounded in messages and bytes, for a domain and in all; what finds no room goes out of
 * the way ({@link LaneMoves#outOfTheWay}).
 */
final class ParkedMail {
    private static final int MOST = 200;
    private static final int MOST_OF_A_DOMAIN = 50;
    private static final long MOST_BYTES = 8 << 20;

    private final Map<String, Queue<LaneMail>> byDomain = new HashMap<>();
    private int size;
    private long bytes;

    boolean hasRoom(String domain, LaneMail mail) {
        Queue<LaneMail> queue = byDomain.get(domain);
        return size < MOST && bytes + mail.weight() <= MOST_BYTES && (queue == null || queue.size() < MOST_OF_A_DOMAIN);
    }

    /** True when it is the first of its domain: then somebody must ask to be told of the domain's next slot. */
    boolean park(String domain, LaneMail mail) {
        Queue<LaneMail> queue = byDomain.computeIfAbsent(domain, key -> new ArrayDeque<>());
        queue.add(mail);
        size++;
        bytes += mail.weight();
        return queue.size() == 1;
    }

    boolean holds(String domain) {
        return byDomain.containsKey(domain);
    }

    /** The domain's next, or null. */
    @Nullable
    LaneMail poll(String domain) {
        Queue<LaneMail> queue = byDomain.get(domain);
        LaneMail mail = queue == null ? null : queue.poll();
        if (mail != null) {
            size--;
            bytes -= mail.weight();
        }
        if (queue != null && queue.isEmpty()) {
            byDomain.remove(domain);
        }
        return mail;
    }

    /** Those that fit, which are not parked any more. */
    List<LaneMail> removeIf(Predicate<LaneMail> unwanted) {
        List<LaneMail> removed = new ArrayList<>();
        byDomain.values().forEach(queue -> queue.stream().filter(unwanted).forEach(removed::add));
        byDomain.values().forEach(queue -> queue.removeIf(unwanted));
        byDomain.values().removeIf(Queue::isEmpty);
        size -= removed.size();
        bytes -= removed.stream().mapToLong(LaneMail::weight).sum();
        return removed;
    }

    /** All of it, and nothing is parked any more. */
    List<LaneMail> clear() {
        List<LaneMail> all = new ArrayList<>();
        byDomain.values().forEach(all::addAll);
        byDomain.clear();
        size = 0;
        bytes = 0;
        return all;
    }
}
