package org.sluicemta.testing.dns;

import org.xbill.DNS.Type;

/**
 * A question received.
 *
 * @param name in lower case with a final dot, e.g. {@code example.org.}
 * @param type a constant of {@link Type}
 * @param tcp whether it came over TCP
 */
public record DnsQuery(String name, int type, boolean tcp) {
    @Override
    public String toString() {
        return name + " " + Type.string(type) + (tcp ? " (tcp)" : "");
    }
}
