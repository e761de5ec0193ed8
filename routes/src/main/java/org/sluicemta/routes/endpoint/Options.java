package org.sluicemta.routes.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Options of an endpoint. Any that hasn't been read in the end is a mistake. */
final class Options {
    private final String endpoint;
    private final Map<String, Object> given;
    private final List<String> known = new ArrayList<>();

    Options(String endpoint, Map<String, Object> given) {
        this.endpoint = endpoint;
        this.given = given;
    }

    Optional<String> text(String name) {
        known.add(name);
        Object value = given.remove(name);
        if (value != null && String.valueOf(value).isBlank()) {
            throw wrong(name, "must have a value", "");
        }
        return Optional.ofNullable(value).map(String::valueOf);
    }

    /** Separated by commas. */
    <T> List<T> list(String name, Function<String, T> read) {
        return text(name)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList())
                .orElse(List.of())
                .stream()
                .map(item -> read(name, item, read))
                .toList();
    }

    <T> T read(String name, String value, Function<String, T> read) {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException e) {
            throw wrong(name, String.valueOf(e.getMessage()), value);
        }
    }

    <E extends Enum<E>> E word(String name, E otherwise, Class<E> words) {
        String value = text(name).orElse(otherwise.name());
        for (E word : words.getEnumConstants()) {
            if (word.name().equalsIgnoreCase(value)) {
                return word;
            }
        }
        throw wrong(
                name,
                "must be one of " + Arrays.toString(words.getEnumConstants()).toLowerCase(Locale.ROOT),
                value);
    }

    int number(String name, int otherwise, int most) {
        String value = text(name).orElse(Integer.toString(otherwise));
        int number = value.matches("\\d{1,6}") ? Integer.parseInt(value) : -1;
        if (number < 1 || number > most) {
            throw wrong(name, "must be a number from 1 to " + most, value);
        }
        return number;
    }

    IllegalArgumentException wrong(String name, String what, String value) {
        return new IllegalArgumentException(endpoint + ": " + name + " " + what + ", got \"" + value + "\"");
    }

    /** Throws IllegalArgumentException if an option hasn't been read. */
    void end() {
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(endpoint + " has no option "
                    + String.join(", ", new TreeSet<>(given.keySet()))
                    + (known.isEmpty() ? "; it has none" : "; it has " + String.join(", ", known)));
        }
    }
}
