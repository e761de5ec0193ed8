package org.sluicemta.conf.xml;

import java.util.function.Function;

/**
 * How a value is written and parsed.
 *
 * @param description continues "… must be": {@code a duration such as 30s, 5m or 2h30m}
 * @param parse throws IllegalArgumentException for invalid text
 * @param form form of the text, for schemas and the reference page
 */
public record ValueType<T>(String description, Function<String, T> parse, Form form) {
    /** A type that a schema can only call text. */
    public ValueType(String description, Function<String, T> parse) {
        this(description, parse, Form.TEXT);
    }

    /** The same text, parsed to another type. */
    public <R> ValueType<R> map(Function<T, R> further) {
        return new ValueType<>(description, parse.andThen(further), form);
    }
}
