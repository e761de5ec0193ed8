package org.sluicemta.console.jmx;

/**
 * A new return-path key.
 *
 * @param from the first day on which it signs, ISO 8601
 */
public record RotatedKeyRow(String file, String from) {}
