package org.sluicemta.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;

/**
 * What events can be found by. Spellings that mean the same are one value: addresses and domains whatever their case,
 * message ids with or without angle brackets.
 */
public enum QueryTerm {
    ID("id", false, QueryTerm::ids, text -> text.toUpperCase(Locale.ROOT)),
    RECIPIENT("recipient", false, event -> words(event.mail().recipient()), QueryTerm::address),
    DOMAIN("domain", true, QueryTerm::domains, DomainName::comparable),
    SENDER("sender", false, event -> words(event.mail().sender()), QueryTerm::address),
    MESSAGE_ID("message-id", false, QueryTerm::messageIds, QueryTerm::withoutBrackets),
    TENANT("tenant", true, event -> words(event.mail().tenant()), QueryTerm::lower),
    STREAM("stream", true, event -> words(event.mail().stream()), QueryTerm::lower),
    CAMPAIGN("campaign", false, event -> words(event.mail().campaign()), UnaryOperator.identity()),
    POOL("pool", true, event -> words(event.mail().pool()), QueryTerm::lower),
    SOURCE("source", true, event -> words(event.mail().source()), QueryTerm::lower),
    SITE("site", true, event -> words(event.mail().site()), QueryTerm::lower),
    TYPE("type", true, event -> words(event.type().label()), QueryTerm::lower),
    CLASS("class", true, QueryTerm::classes, QueryTerm::lower),
    CODE("code", true, QueryTerm::codes, UnaryOperator.identity()),
    STATUS("status", true, QueryTerm::statuses, UnaryOperator.identity()),
    /** Texts of replies and reports. All words of the value must be in one of them, in any order. */
    WORDS("words", false, QueryTerm::texts, QueryTerm::lower);

    private final String label;
    private final boolean several;
    private final Function<Event, List<String>> values;
    private final UnaryOperator<String> fold;

    QueryTerm(String label, boolean several, Function<Event, List<String>> values, UnaryOperator<String> fold) {
        this.label = label;
        this.several = several;
        this.values = values;
        this.fold = fold;
    }

    /** As it is written in a query. */
    public String label() {
        return label;
    }

    public static Optional<QueryTerm> labelled(String label) {
        return Arrays.stream(values()).filter(term -> term.label.equals(label)).findFirst();
    }

    /** All labels, as a message lists them. */
    public static String labels() {
        return Arrays.stream(values()).map(QueryTerm::label).collect(Collectors.joining(", "));
    }

    /** Whether a query may give several values, with commas between them. */
    boolean takesSeveral() {
        return several;
    }

    /** The one spelling of a value. */
    public String folded(String value) {
        return fold.apply(value);
    }

    /** What an event has of it, in its one spelling. */
    public List<String> of(Event event) {
        return values.apply(event).stream().map(fold).toList();
    }

    private static List<String> words(@Nullable Object... values) {
        return Stream.of(values)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .toList();
    }

    private static List<String> ids(Event event) {
        return words(event.mail().messageId(), event.mail().parent());
    }

    private static List<String> messageIds(Event event) {
        return words(event.client() == null ? null : event.client().messageIdField());
    }

    /** RFC 5322 section 3.6.4. */
    private static String withoutBrackets(String text) {
        return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
    }

    private static List<String> domains(Event event) {
        EmailAddress recipient = event.mail().recipient();
        return recipient == null ? List.of() : List.of(recipient.domain());
    }

    private static List<String> classes(Event event) {
        return words(
                label(event.attempt() == null ? null : event.attempt().responseClass()),
                label(event.report() == null ? null : event.report().responseClass()));
    }

    private static @Nullable String label(@Nullable ResponseClass responseClass) {
        return responseClass == null ? null : responseClass.label();
    }

    private static List<SmtpReply> replies(Event event) {
        return Stream.of(
                        event.attempt() == null ? null : event.attempt().reply(),
                        event.client() == null ? null : event.client().reply())
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> codes(Event event) {
        return replies(event).stream()
                .filter(reply -> !reply.isOwn())
                .map(reply -> Integer.toString(reply.code()))
                .toList();
    }

    private static List<String> statuses(Event event) {
        return Stream.concat(
                        replies(event).stream().map(SmtpReply::enhancedStatus),
                        Stream.ofNullable(event.report()).map(ReportFacts::status))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> texts(Event event) {
        return Stream.concat(
                        replies(event).stream().map(SmtpReply::text),
                        Stream.ofNullable(event.report()).map(ReportFacts::diagnostic))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Servers may tell local parts apart by case. Hardly any does, and whoever searches rarely knows the case. */
    private static String address(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? lower(text) : lower(text.substring(0, at + 1)) + DomainName.comparable(text.substring(at + 1));
    }
}
