package org.sluicemta.listener;

/**
 * Maximum size of a message header. Mailets hold all of it in memory, in several forms.
 *
 * @param octets of all fields together
 * @param fields number of fields
 * @param fieldOctets of one field including continuation lines
 */
public record HeaderLimits(int octets, int fields, int fieldOctets) {
    public static final HeaderLimits DEFAULTS = new HeaderLimits(256 * 1024, 1_000, 64 * 1024);
}
