package org.sluicemta.gateway.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * One lookup at a time per name and type; callers that ask while it runs get the same answer. Failures, which DNS
 * caches don't keep, are remembered for a moment so that a backlog for a broken domain doesn't flood the resolver.
 */
final class RecordLookup {
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(15);
    private static final int FAILURES_KEPT = 10_000;

    private record Question(String name, int type) {}

    private final LookupSession session;
    private final ConcurrentMap<Question, CompletableFuture<RecordAnswer>> asked = new ConcurrentHashMap<>();
    private final Cache<Question, RecordAnswer.Failed> failures = Caffeine.newBuilder()
            .expireAfterWrite(FAILURE_KEPT)
            .maximumSize(FAILURES_KEPT)
            .build();

    RecordLookup(LookupSession session) {
        this.session = session;
    }

    CompletionStage<RecordAnswer> find(String name, int type) {
        Question question = new Question(name, type);
        RecordAnswer.Failed failure = failures.getIfPresent(question);
        if (failure != null) {
            return CompletableFuture.completedFuture(failure);
        }
        CompletableFuture<RecordAnswer> mine = new CompletableFuture<>();
        CompletableFuture<RecordAnswer> running = asked.putIfAbsent(question, mine);
        if (running != null) {
            return running;
        }
        ask(question).whenComplete((answer, bug) -> finish(question, mine, answer, bug));
        return mine;
    }

    private void finish(
            Question question,
            CompletableFuture<RecordAnswer> mine,
            @Nullable RecordAnswer answer,
            @Nullable Throwable bug) {
        if (answer instanceof RecordAnswer.Failed failed) {
            failures.put(question, failed);
        }
        asked.remove(question, mine);
        if (bug != null) {
            mine.completeExceptionally(bug);
        } else if (answer != null) {
            mine.complete(answer);
        }
    }

    private CompletionStage<RecordAnswer> ask(Question question) {
        Name name;
        try {
            name = Name.fromString(question.name(), Name.root);
        } catch (TextParseException e) {
            // A name that can't be represented in DNS can't exist: a label or name that is too long, an empty label.
            return CompletableFuture.completedFuture(new RecordAnswer.NoName());
        }
        return session.lookupAsync(name, question.type())
                .handle((result, fault) -> result != null ? found(result) : failed(question, fault));
    }

    private static RecordAnswer found(LookupResult result) {
        return result.getRecords().isEmpty()
                ? new RecordAnswer.NoRecords()
                : new RecordAnswer.Found(result.getRecords());
    }

    private static RecordAnswer failed(Question question, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof NoSuchDomainException) {
            return new RecordAnswer.NoName();
        }
        if (cause instanceof NoSuchRRSetException) {
            return new RecordAnswer.NoRecords();
        }
        String how = cause.getMessage() != null
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
        return new RecordAnswer.Failed(
                "DNS look-up of " + question.name() + " " + Type.string(question.type()) + " failed: " + how);
    }
}
