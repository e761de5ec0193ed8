package org.sluicemta.gateway.sts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.StsPolicyStore;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.dns.TextAnswer;
import org.sluicemta.gateway.https.HttpsClient;
import org.sluicemta.gateway.sts.PolicyFetch.Answer;

/**
 * The policies of domains, each looked up once for all that ask. The first mail of a domain waits for the lookup, for a
 * bounded time; after that the policy is refreshed behind the mail's back, when its id changes or half of its time is
 * over. A policy that can't be fetched again stays in force until it expires (RFC 8461 section 5.1). Thread-safe.
 */
public final class StsPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(StsPolicies.class);

    /** How long one mail waits, also for other domains' fetches. */
    private static final Duration PATIENCE = PolicyFetch.DEADLINE.multipliedBy(2);

    /** After this time DNS is asked for the id again. RFC 8461 section 3.3 wants no more fetches than that. */
    private static final Duration CHECKED = Duration.ofMinutes(5);

    private static final Duration LONGEST_UNFETCHED = Duration.ofDays(1);

    private static final int STORING = 2;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final MxResolver resolver;
    private final PolicyFetch fetch;
    private final StsPolicyStore store;
    private final ExecutorService storing;
    private final IntSupplier port;
    private final InstantSource clock;
    private final Cache<String, KnownPolicy> entries = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String domain, KnownPolicy entry) -> entry.weight() + domain.length())
            .build();
    private final ConcurrentMap<String, CompletableFuture<KnownPolicy>> running = new ConcurrentHashMap<>();

    /**
     * @param storing runs what blocks
     * @param port of policy hosts
     */
    StsPolicies(
            MxResolver resolver,
            PolicyFetch fetch,
            StsPolicyStore store,
            ExecutorService storing,
            IntSupplier port,
            InstantSource clock) {
        this.resolver = resolver;
        this.fetch = fetch;
        this.store = store;
        this.storing = storing;
        this.port = port;
        this.clock = clock;
    }

    /** @param port of policy hosts */
    public static StsPolicies open(
            EventLoopGroup loops,
            MxResolver resolver,
            HttpsClient client,
            StsPolicyStore store,
            IntSupplier port,
            InstantSource clock) {
        return new StsPolicies(
                resolver,
                new PolicyFetch(loops, client),
                store,
                Executors.newFixedThreadPool(
                        STORING, Thread.ofPlatform().name("mta-sts").daemon().factory()),
                port,
                clock);
    }

    /** Policies that are being written still are; no more are read. */
    public void stop() {
        storing.shutdown();
    }

    /**
     * The policy of a domain. Never fails.
     *
     * @param domain recipient domain, A-labels, lower case
     */
    public CompletionStage<StsFinding> of(String domain) {
        Instant now = clock.instant();
        KnownPolicy known = entries.getIfPresent(domain);
        if (known != null && known.isInForce(now)) {
            if (!now.isBefore(known.checkAgain())) {
                var unused = lookUp(domain, known);
            }
            return CompletableFuture.completedFuture(known.finding());
        }
        return lookUp(domain, known)
                .thenApply(KnownPolicy::finding)
                .completeOnTimeout(
                        new StsFinding.Unusable(TlsFailure.STS_POLICY_FETCH_ERROR, "its policy was not there in time"),
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<KnownPolicy> lookUp(String domain, @Nullable KnownPolicy known) {
        CompletableFuture<KnownPolicy> mine = new CompletableFuture<>();
        CompletableFuture<KnownPolicy> others = running.putIfAbsent(domain, mine);
        if (others != null) {
            return others.copy();
        }
        var unused = kept(domain, known)
                .thenCombine(resolver.texts("_mta-sts." + domain), (old, texts) -> decide(domain, old, texts))
                .thenCompose(entry -> entry)
                .whenComplete((entry, bug) -> {
                    if (entry != null) {
                        entries.put(domain, entry);
                    }
                    running.remove(domain, mine);
                    if (entry != null) {
                        mine.complete(entry);
                    } else {
                        mine.completeExceptionally(bug);
                    }
                });
        return mine.copy();
    }

    /** The policy that is in force without asking anybody. */
    private CompletionStage<Optional<KnownPolicy>> kept(String domain, @Nullable KnownPolicy known) {
        if (known != null && known.policy() != null && known.isInForce(clock.instant())) {
            return CompletableFuture.completedFuture(Optional.of(known));
        }
        return stored(() -> store.find(domain).flatMap(this::read)).exceptionally(failure -> {
            LOG.warn("Could not look for a kept MTA-STS policy of {}: {}", domain, failure.getMessage());
            return Optional.empty();
        });
    }

    private <T> CompletableFuture<T> stored(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, storing);
        } catch (RejectedExecutionException e) { // this server is stopping
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<KnownPolicy> read(StsPolicyStore.Kept kept) {
        if (!clock.instant().isBefore(kept.expires())) {
            return Optional.empty();
        }
        try {
            StsPolicy policy = StsPolicyReader.read(kept.domain(), kept.id(), kept.text());
            return Optional.of(entry(policy, kept.fetched(), kept.expires()));
        } catch (StsPolicyException e) {
            LOG.warn("The kept MTA-STS policy of {} cannot be read: {}", kept.domain(), e.getMessage());
            return Optional.empty();
        }
    }

    private CompletionStage<KnownPolicy> decide(String domain, Optional<KnownPolicy> old, TextAnswer texts) {
        Optional<String> id = texts instanceof TextAnswer.Texts found ? StsRecord.id(found.texts()) : Optional.empty();
        if (id.isEmpty() || old.isPresent() && isFresh(old.get(), id.get())) {
            // RFC 8461 section 5.1: a policy in force is not ended by what DNS says, or doesn't say.
            return CompletableFuture.completedFuture(old.map(this::checked).orElseGet(this::none));
        }
        return fetch.fetch(domain, port.getAsInt()).thenApply(answer -> fetched(domain, id.get(), old, answer));
    }

    private boolean isFresh(KnownPolicy entry, String id) {
        StsPolicy policy = entry.policy();
        if (policy == null || !policy.id().equals(id)) {
            return false;
        }
        Duration half = policy.maxAge().dividedBy(2);
        Duration unfetched = half.compareTo(LONGEST_UNFETCHED) < 0 ? half : LONGEST_UNFETCHED;
        return clock.instant().isBefore(entry.fetched().plus(unfetched));
    }

    private KnownPolicy fetched(String domain, String id, Optional<KnownPolicy> old, Answer answer) {
        return switch (answer) {
            case Answer.Text text -> {
                try {
                    yield accepted(StsPolicyReader.read(domain, id, text.text()), text.text());
                } catch (StsPolicyException e) {
                    yield unusable(domain, old, TlsFailure.STS_POLICY_INVALID, e.getMessage());
                }
            }
            case Answer.Failed failed -> unusable(domain, old, failed.failure(), failed.text());
        };
    }

    private KnownPolicy accepted(StsPolicy policy, String text) {
        Instant now = clock.instant();
        // One that lasts for less is not fetched more often than others.
        Duration lasts = policy.maxAge().compareTo(CHECKED) < 0 ? CHECKED : policy.maxAge();
        KnownPolicy entry = entry(policy, now, now.plus(lasts));
        StsPolicyStore.Kept kept = new StsPolicyStore.Kept(policy.domain(), policy.id(), text, now, entry.expires());
        var unused = stored(() -> {
                    store.keep(kept);
                    return kept;
                })
                .exceptionally(failure -> {
                    LOG.warn("{} could not be kept; a restart would forget it: {}", policy, failure.getMessage());
                    return kept;
                });
        return entry;
    }

    private KnownPolicy unusable(String domain, Optional<KnownPolicy> old, TlsFailure failure, @Nullable String text) {
        String why = String.valueOf(text);
        LOG.warn(
                "The MTA-STS policy of {} can't be used ({}); {}",
                domain,
                why,
                old.isPresent() ? "the one before stays in force" : "its mail goes as if there were none");
        return old.map(this::checked).orElseGet(() -> passing(new StsFinding.Unusable(failure, why)));
    }

    private KnownPolicy entry(StsPolicy policy, Instant fetched, Instant expires) {
        return new KnownPolicy(
                new StsFinding.Found(policy), fetched, clock.instant().plus(CHECKED), expires);
    }

    /** Still in force, and not to be asked for again right now. */
    private KnownPolicy checked(KnownPolicy old) {
        return new KnownPolicy(old.finding(), old.fetched(), clock.instant().plus(CHECKED), old.expires());
    }

    private KnownPolicy none() {
        return passing(new StsFinding.None());
    }

    private KnownPolicy passing(StsFinding finding) {
        Instant now = clock.instant();
        return new KnownPolicy(finding, now, now.plus(CHECKED), now.plus(CHECKED));
    }
}
