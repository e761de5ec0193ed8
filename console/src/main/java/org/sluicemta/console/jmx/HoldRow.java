package org.sluicemta.console.jmx;

/**
 * A stream that the guard has suspended.
 *
 * @param resume selector to resume it with
 * @param since ISO 8601, UTC
 */
public record HoldRow(String tenant, String stream, String reason, String resume, String since) {}
