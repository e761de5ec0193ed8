package org.sluicemta.gateway.dns;

/**
 * A mail exchanger.
 *
 * @param name host name, lower case, without a final dot
 * @param preference lower is tried first; 0 for the domain itself in place of an MX record
 */
public record MxHost(String name, int preference) {}
