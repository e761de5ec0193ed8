package org.sluicemta.egress;

/**
 * How many connections may be open at a time, kept ones and those being opened included.
 *
 * @param server all together
 * @param pool from one pool
 * @param source from one source
 * @param host to one address of an MX host, from all pools; of domains that no site names
 * @param opening to domains that no site names, from one pool, of those that have taken over a second to open; they don't
 *     count as other-connections meanwhile
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
