package org.sluicemta.listener;

/**
 * How large the header of a message may be. Mailets hold all of it in memory, in several forms.
 *
 * @param octets of all fields together
 * @param fields how many
 * @param fieldOctets of one field with its continuation lines
 */
public record HeaderLimits(int octets, int fields, int fieldOctets) {
    public static final HeaderLimits DEFAULTS = new HeaderLimits(256 * 1024, 1_000, 64 * 1024);
}
