package org.sluicemta.egress;

/**
 * How many connections may be open at a time, including idle ones and those being opened.
 *
 * @param server all together
 * @param pool from one pool
 * @param source from one source
 * @param host to one address of an MX host, from all pools; only for domains without a configured site
 * @param opening connections from one pool, to domains without a configured site, that have taken more than a second to
 *     open; until they open they don't count as other-connections
 */
public record ConnectionLimits(int server, int pool, int source, int host, int opening) {
    public static final ConnectionLimits DEFAULTS = new ConnectionLimits(2000, 1500, 1500, 20, 1000);

    public ConnectionLimits {
        if (server < 1 || pool < 1 || source < 1 || host < 1 || opening < 0) {
            throw new IllegalArgumentException("a limit of connections must be at least 1, got " + server + ", " + pool
                    + ", " + source + ", " + host + " (" + opening + " opening)");
        }
    }
}
