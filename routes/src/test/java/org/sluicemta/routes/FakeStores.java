package org.sluicemta.routes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.SentMail;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/** The database in memory. */
public final class FakeStores implements SentMailStore, SuppressionList {
    public final List<SentMail> sent = new CopyOnWriteArrayList<>();
    public final AtomicInteger writes = new AtomicInteger();
    private long recorded;
    private final Map<String, Suppression> entries = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

    @Override
    public void record(List<SentMail> more) {
        writes.incrementAndGet();
        synchronized (writes) {
            recorded += more.size();
            writes.notifyAll();
        }
        if (sent.size() < 1_000) {
            sent.addAll(more);
        }
    }

    /** Waits until so many deliveries have been recorded. */
    public void awaitRecorded(long count, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (writes) {
            while (recorded < count && System.nanoTime() < end) {
                writes.wait(100);
            }
            if (recorded < count) {
                throw new IllegalStateException("only " + recorded + " of " + count + " were recorded");
            }
        }
    }

    @Override
    public Optional<SentMail> find(ReturnPathToken token) {
        return sent.stream()
                .filter(mail -> mail.id().equals(token.id()) && mail.recipientIndex() == token.recipientIndex())
                .findFirst();
    }

    @Override
    public SuppressionDecision check(EmailAddress recipient, TenantId tenant, StreamId stream) {
        Suppression entry = entries.get(recipient.toString());
        return entry == null ? new SuppressionDecision.Allowed() : new SuppressionDecision.Suppressed(entry);
    }

    @Override
    public void add(Suppression entry) {
        entries.put(entry.target(), entry);
    }

    @Override
    public boolean remove(String target, SuppressionScope scope, String by) {
        return entries.remove(target) != null;
    }

    @Override
    public List<Suppression> find(String target) {
        Suppression entry = entries.get(target);
        return entry == null ? List.of() : List.of(entry);
    }

    @Override
    public List<Suppression> list(@Nullable TenantId tenant, @Nullable String after, int limit) {
        return List.copyOf(entries.values());
    }

    @Override
    public void forEach(Consumer<Suppression> consumer) {
        entries.values().forEach(consumer);
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public Optional<Suppression> softFailure(
            EmailAddress recipient, TenantId tenant, StreamId stream, int limit, String evidence) {
        failures.computeIfAbsent(recipient.toString(), key -> new AtomicInteger())
                .incrementAndGet();
        return Optional.empty();
    }

    public int failuresOf(String recipient) {
        AtomicInteger count = failures.get(recipient);
        return count == null ? 0 : count.get();
    }

    @Override
    public void success(EmailAddress recipient, TenantId tenant, StreamId stream) {
        failures.remove(recipient.toString());
    }
}
