package org.sluicemta.gateway.dns;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Lookups that tell whether DNSSEC proves the answer: the DNS server has validated it and says so in the AD bit, which is
 * worth as much as the way to it. dnsjava's cache doesn't keep the bit, so there is one here.
 */
final class ProvenLookup {
    private static final int MOST = 50_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration NEGATIVE = Duration.ofMinutes(1);
    private static final Duration FAILURE = Duration.ofSeconds(15);

    /** How a lookup ended. */
    sealed interface Proven {
        /**
         * Proven, also that there are no records.
         *
         * @param owner the name that has the records, at the end of all aliases
         */
        record Secure(List<Record> records, String owner) implements Proven {}

        /** The zone isn't signed, or the DNS server doesn't validate. */
        record Insecure(Duration kept) implements Proven {}

        /** Perhaps because a signature isn't valid. */
        record Failed(String text) implements Proven {}
    }

    private record Question(String name, int type) {}

    private final Resolver resolver;
    private final AsyncCache<Question, Proven> answers = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.creating((Question question, Proven answer) -> kept(answer)))
            .executor(Runnable::run)
            .buildAsync();

    ProvenLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Those that ask while a lookup runs get the same answer. */
    CompletionStage<Proven> find(String name, int type) {
        return answers.get(new Question(name, type), (question, executor) -> ask(question));
    }

    private CompletableFuture<Proven> ask(Question question) {
        Name name;
        try {
            name = Name.fromString(question.name(), Name.root);
        } catch (TextParseException e) {
            return CompletableFuture.completedFuture(new Proven.Insecure(NEGATIVE));
        }
        Message query = Message.newQuery(Record.newRecord(name, question.type(), DClass.IN));
        // RFC 6840 section 5.7: asks for the bit without asking for the signatures.
        query.getHeader().setFlag(Flags.AD);
        return resolver.sendAsync(query)
                .handle((answer, failure) -> read(question, answer, failure))
                .toCompletableFuture();
    }

    private static Proven read(Question question, @Nullable Message answer, @Nullable Throwable failure) {
        if (answer == null) {
            return failed(question, String.valueOf(failure == null ? null : failure.getMessage()));
        }
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            return failed(question, Rcode.string(code));
        }
        List<Record> records = new ArrayList<>();
        for (Record record : answer.getSection(Section.ANSWER)) {
            if (record.getType() == question.type()) {
                records.add(record);
            }
        }
        if (!answer.getHeader().getFlag(Flags.AD)) {
            return new Proven.Insecure(records.isEmpty() ? NEGATIVE : lasting(records));
        }
        String owner =
                records.isEmpty() ? question.name() : written(records.getFirst().getName());
        return new Proven.Secure(List.copyOf(records), owner);
    }

    private static Proven failed(Question question, String why) {
        return new Proven.Failed(
                "DNS look-up of " + question.name() + " " + Type.string(question.type()) + " failed: " + why);
    }

    private static Duration kept(Proven answer) {
        return switch (answer) {
            case Proven.Secure secure -> secure.records().isEmpty() ? NEGATIVE : lasting(secure.records());
            case Proven.Insecure insecure -> insecure.kept();
            case Proven.Failed failed -> FAILURE;
        };
    }

    private static Duration lasting(List<Record> records) {
        long seconds = records.stream().mapToLong(Record::getTTL).min().orElse(0);
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }

    static String written(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }
}
