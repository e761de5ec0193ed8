package org.sluicemta.conf.xml;

import java.util.function.Function;

/**
 * How a value is written.
 *
 * @param description continues "… must be": {@code a duration such as 30s, 5m or 2h30m}
 * @param parse throws IllegalArgumentException on what it does not understand
 * @param form of the text, for schemas and the reference page
 */
public record ValueType<T>(String description, Function<String, T> parse, Form form) {
    /** Of which a schema can only say that it is text. */
    public ValueType(String description, Function<String, T> parse) {
        this(description, parse, Form.TEXT);
    }

    /** The same text, read as something else. */
    public <R> ValueType<R> map(Function<T, R> further) {
        return new ValueType<>(description, parse.andThen(further), form);
    }
}
