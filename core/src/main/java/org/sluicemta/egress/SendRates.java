package org.sluicemta.egress;

/**
 * How fast one pool may send, beside the number of its messages.
 *
 * @param connections opened in a second; 0 for no limit
 * @param octets of content in a second; 0 for no limit
 */
public record SendRates(double connections, long octets) {
    public static final SendRates NONE = new SendRates(0, 0);
    /** So that a message of a gigabyte is late by hours and not by years. */
    public static final long LEAST_OCTETS = 1024;

    public SendRates {
        if (!(connections >= 0 && connections <= 10_000)) {
            throw new IllegalArgumentException("connections in a second are 0 to 10000, got " + connections);
        }
        if (octets < 0 || octets > 0 && octets < LEAST_OCTETS) {
            throw new IllegalArgumentException(
                    "octets in a second are 0 or at least " + LEAST_OCTETS + ", got " + octets);
        }
    }

    public boolean isNone() {
        return connections == 0 && octets == 0;
    }
}
