package org.sluicemta.conf.xml;

import java.util.function.Function;

/**
 * How a value is written.
 *
 * @param description continues "… must be": {@code a duration such as 30s, 5m or 2h30m}
 * @param parse throws IllegalArgumentException on what it does not understand
 */
public record ValueType<T>(String description, Function<String, T> parse) {}
