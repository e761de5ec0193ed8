package org.sluicemta.conf.file;

import java.time.Duration;
import java.util.Optional;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.config.Label;
import org.sluicemta.response.Blame;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;

/** The attributes {@code action="rest-source" for="4h" after="3/10m"} of a class or a rule. */
final class ResponseActions {
    private static final Duration SHORTEST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofDays(7);

    private static final ValueType<Trigger> TRIGGER = new ValueType<>(
            "a count and a time such as 3/10m: 1 to " + Trigger.MOST_ANSWERS + " replies, at most 1d",
            ResponseActions::trigger,
            Form.pattern(
                    "trigger", "[0-9]{1,4}/" + ValueTypes.DURATION_TIME.form().pattern()));

    private ResponseActions() {}

    /**
     * The action, or empty if there is none.
     *
     * @param blame that of the class
     * @param otherwise what applies without an action; a sentence
     */
    static Optional<ResponseAction> read(ElementReader element, Blame blame, String otherwise) {
        Optional<Kind> kind = element.optional(
                "action",
                ValueTypes.oneOf(Kind.class),
                "What is done at the site: with slow-down the source sends less and then more again; with rest-source"
                        + " it sends nothing for a while, and the message leaves from another source of the pool; with"
                        + " rest-tenant the tenant sends nothing for a while; other-source tries the message from"
                        + " another source at once; next-host tries it at the domain's next host. rest-tenant is for"
                        + " replies where anything but the recipient is to blame, the others for those where the"
                        + " source or the site is. " + otherwise);
        Optional<Duration> longest = element.optional(
                "for",
                ValueTypes.DURATION_TIME,
                "How long the source or the tenant rests at most, 1m to 7d. The first time it rests for an eighth of"
                        + " that, and then twice as long each time. Only with rest-source and rest-tenant.");
        Optional<Trigger> after = element.optional(
                "after",
                TRIGGER,
                "How many such replies it takes, and in what time: 3/10m. Before a source rests, the site must have"
                        + " accepted nothing from it in between. Default: 1/1m, at once.");
        Kind does = kind.orElse(Kind.NONE);
        if (does == Kind.NONE) {
            only(element, "for", longest, "an action");
            only(element, "after", after, "an action");
        } else if (!does.mayFollow(blame)) {
            element.problem(
                    (does == Kind.REST_TENANT
                                    ? "action=\"rest-tenant\" is only for classes where anything but the recipient"
                                    : "action is only for classes where the source or the site")
                            + " is to blame, got blame \"" + Label.of(blame) + "\"",
                    "Remove the action");
            return Optional.empty();
        }
        Duration rest = does.rests() ? rest(element, does, longest) : Duration.ZERO;
        if (does != Kind.NONE && !does.rests()) {
            only(element, "for", longest, "action=\"rest-source\" or \"rest-tenant\"");
        }
        return kind.map(known -> new ResponseAction(known, rest, after.orElse(Trigger.AT_ONCE)));
    }

    private static void only(ElementReader element, String attribute, Optional<?> value, String with) {
        if (value.isPresent()) {
            element.problem(attribute + " says nothing without " + with, "Remove it");
        }
    }

    private static Duration rest(ElementReader element, Kind does, Optional<Duration> longest) {
        if (longest.isEmpty()) {
            element.problem("action=\"" + Label.of(does) + "\" needs a time, got no for", "Write for=\"4h\"");
            return SHORTEST_REST;
        }
        Duration rest = longest.get();
        if (rest.compareTo(SHORTEST_REST) < 0 || rest.compareTo(LONGEST_REST) > 0) {
            element.problem("for must be 1m to 7d, got " + rest, "Write a time such as 4h");
            return SHORTEST_REST;
        }
        return rest;
    }

    private static Trigger trigger(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(text);
        }
        return new Trigger(
                Integer.parseInt(parts[0]), ValueTypes.DURATION_TIME.parse().apply(parts[1]));
    }
}
