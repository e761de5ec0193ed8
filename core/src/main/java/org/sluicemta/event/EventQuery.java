package org.sluicemta.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events are looked for: those that have one of the values of every term, within a time. Written as
 * {@code tenant=acme and code=550,554 and words="mailbox full"}.
 *
 * @param terms values in their one spelling, {@link QueryTerm#folded}; empty for all events
 * @param since the earliest; null for no limit
 * @param until later than the latest; null for no limit
 */
public record EventQuery(
        Map<QueryTerm, Set<String>> terms,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** Every event. */
    public static final EventQuery ALL = new EventQuery(Map.of(), null, null);

    private static final Pattern TERM = Pattern.compile("\\G\\s*(?:and\\s+)?([A-Za-z-]+)=(\"[^\"]*\"|\\S+)");

    public EventQuery {
        EnumMap<QueryTerm, Set<String>> copy = new EnumMap<>(QueryTerm.class);
        terms.forEach((term, values) -> copy.put(term, Set.copyOf(values)));
        terms = Collections.unmodifiableMap(copy);
    }

    /** The events that have this value. */
    public static EventQuery of(QueryTerm term, String value) {
        return new EventQuery(Map.of(term, Set.of(term.folded(value))), null, null);
    }

    /** Reads terms. Throws IllegalArgumentException with what can't be read and what can. */
    public static EventQuery parse(String text) {
        Map<QueryTerm, Set<String>> terms = new EnumMap<>(QueryTerm.class);
        Matcher term = TERM.matcher(text);
        int end = 0;
        while (term.find()) {
            add(terms, term.group(1), term.group(2));
            end = term.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException(
                    "not a term of a query: \"" + text.substring(end).strip()
                            + "\". Write terms such as tenant=acme and code=550 and words=\"mailbox full\"");
        }
        return new EventQuery(terms, null, null);
    }

    private static void add(Map<QueryTerm, Set<String>> terms, String label, String written) {
        QueryTerm term = QueryTerm.labelled(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "events have no \"" + label + "\". They can be found by " + QueryTerm.labels()));
        String value = written.startsWith("\"") ? written.substring(1, written.length() - 1) : written;
        if (value.isBlank()) {
            throw new IllegalArgumentException(label + "= needs a value");
        }
        List<String> values = term.takesSeveral() ? Arrays.asList(value.split(",")) : List.of(value);
        values.forEach(each -> known(term, each));
        if (terms.put(term, values.stream().map(term::folded).collect(Collectors.toSet())) != null) {
            throw new IllegalArgumentException(label + "= is there twice"
                    + (term.takesSeveral() ? ". Write several values with commas: " + label + "=a,b" : ""));
        }
    }

    /** A misspelt type would find nothing, which looks like an answer. */
    private static void known(QueryTerm term, String value) {
        if (term == QueryTerm.TYPE
                && Arrays.stream(EventType.values())
                        .noneMatch(type -> type.label().equalsIgnoreCase(value))) {
            throw new IllegalArgumentException("no type of event is called \"" + value + "\". There are "
                    + Arrays.stream(EventType.values()).map(EventType::label).collect(Collectors.joining(", ")));
        }
    }

    /** The same within a time. */
    public EventQuery within(@Nullable Instant from, @Nullable Instant before) {
        return new EventQuery(terms, from, before);
    }

    public boolean matches(Event event) {
        return (since == null || !event.at().isBefore(since))
                && (until == null || event.at().isBefore(until))
                && terms.entrySet().stream().allMatch(term -> has(event, term.getKey(), term.getValue()));
    }

    private static boolean has(Event event, QueryTerm term, Set<String> values) {
        List<String> own = term.of(event);
        return term == QueryTerm.WORDS
                ? own.stream()
                        .anyMatch(text -> values.stream()
                                .flatMap(value -> Arrays.stream(value.split("\\s+")))
                                .allMatch(text::contains))
                : own.stream().anyMatch(values::contains);
    }
}
