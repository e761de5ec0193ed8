package org.sluicemta.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.CountedReport;
import org.sluicemta.returnpath.CountedReportStore;
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
public final class FakeStores implements SentMailStore, SuppressionList, CountedReportStore {
    public final List<SentMail> sent = new CopyOnWriteArrayList<>();
    public final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger checksToFail = new AtomicInteger();
    private long recorded;
    private final Map<String, Suppression> entries = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

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

    private final Map<String, MessageId> counted = new ConcurrentHashMap<>();

    @Override
    public Optional<MessageId> firstMail(MessageId id, int recipientIndex, String kind) {
        return Optional.ofNullable(counted.get(id + " " + recipientIndex + " " + kind));
    }

    @Override
    public void note(List<CountedReport> reports) {
        reports.forEach(report -> counted.putIfAbsent(
                report.id() + " " + report.recipientIndex() + " " + report.kind(), report.firstMail()));
    }

    /** So many checks fail, as without a database. */
    public void failChecks(int count) {
        checksToFail.set(count);
    }

    public int checksToFail() {
        return checksToFail.get();
    }

    @Override
    public SuppressionDecision check(EmailAddress recipient, TenantId tenant, StreamId stream) {
        if (checksToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            changed();
            throw new IllegalStateException("no database, as the test wants");
        }
        Suppression entry = entries.get(recipient.toString());
        return entry == null ? new SuppressionDecision.Allowed() : new SuppressionDecision.Suppressed(entry);
    }

    @Override
    public void add(Suppression entry) {
        entries.put(entry.target(), entry);
        changed();
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
            EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message, int limit, String evidence) {
        failures.computeIfAbsent(recipient.toString(), key -> new AtomicInteger())
                .incrementAndGet();
        changed();
        return Optional.empty();
    }

    /** The fake knows no yesterday: what lasts is suppressed at the second sight of the domain. */
    @Override
    public boolean lastingFailure(
            EmailAddress recipient, TenantId tenant, MessageId message, Duration period, Suppression entry) {
        boolean again = !failing.add(recipient.domain().toString());
        if (again) {
            add(entry);
        }
        changed();
        return again;
    }

    @Override
    public void domainAnswered(EmailAddress recipient, TenantId tenant, MessageId message) {
        failing.remove(recipient.domain().toString());
        changed();
    }

    private void changed() {
        synchronized (entries) {
            entries.notifyAll();
        }
    }

    /** Waits until what was settled makes this true. */
    public void await(BooleanSupplier settled) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        synchronized (entries) {
            while (!settled.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalStateException(
                            "never settled; suppressed are " + entries.keySet() + ", failures are " + failures);
                }
                entries.wait(left);
            }
        }
    }

    public int failuresOf(String recipient) {
        AtomicInteger count = failures.get(recipient);
        return count == null ? 0 : count.get();
    }

    @Override
    public void success(EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message) {
        failures.remove(recipient.toString());
        changed();
    }
}
