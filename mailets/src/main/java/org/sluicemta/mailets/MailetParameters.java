package org.sluicemta.mailets;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.mail.MessagingException;
import org.apache.mailet.MailetConfig;

/**
 * The parameters of one mailet, read strictly: every problem is collected, including unknown names. {@link #check()}
 * stops the start with all of them.
 */
final class MailetParameters {
    /** Parameters of the mailet container itself, which it passes on along with ours. */
    private static final Set<String> OF_THE_CONTAINER = Set.of("onMailetException", "onMatchException", "notmatch");

    private final MailetConfig config;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    MailetParameters(MailetConfig config) {
        this.config = config;
    }

    /** The value as written, trimmed; empty if the parameter is absent or blank. */
    Optional<String> text(String name) {
        known.add(name);
        return Optional.ofNullable(config.getInitParameter(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /**
     * A value of another type.
     *
     * @param reader throws IllegalArgumentException for what it can't read
     * @param form what to write instead, for the error message
     */
    <T> Optional<T> value(String name, Function<String, T> reader, String form) {
        return text(name).flatMap(value -> {
            try {
                return Optional.of(reader.apply(value));
            } catch (IllegalArgumentException e) {
                problems.add("<" + name + "> must be " + form + ", got \"" + value + "\"");
                return Optional.empty();
            }
        });
    }

    boolean flag(String name, boolean otherwise) {
        return value(name, MailetParameters::parseFlag, "true or false").orElse(otherwise);
    }

    /** Words separated by commas. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(value -> List.of(value.split("\\s*,\\s*", -1)).stream())
                .filter(word -> !word.isEmpty())
                .toList();
    }

    void problem(String problem) {
        problems.add(problem);
    }

    /** Throws MessagingException with every problem of this mailet's parameters. */
    void check() throws MessagingException {
        Iterator<String> names = config.getInitParameterNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name) && !OF_THE_CONTAINER.contains(name) && !name.startsWith("[@")) {
                problems.add("<" + name + "> is not a parameter of it; those are " + known);
            }
        }
        if (!problems.isEmpty()) {
            throw new MessagingException("mailet " + config.getMailetName() + ": " + String.join("; ", problems));
        }
    }

    private static Boolean parseFlag(String value) {
        return switch (value) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException(value);
        };
    }
}
