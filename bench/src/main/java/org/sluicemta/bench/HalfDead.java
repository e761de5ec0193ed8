package org.sluicemta.bench;

import java.io.IOException;
import org.sluicemta.testing.dns.FakeDns;

/**
 * A name server for {@code d0.bench.test} to {@code dN.bench.test}: the even ones have a mail server at 127.0.0.11, the odd
 * ones at 127.0.0.21, where nobody answers. Prints its port and ends with its standard input.
 */
public final class HalfDead {
    private HalfDead() {}

    public static void main(String[] domains) throws IOException {
        try (FakeDns dns = FakeDns.start()) {
            for (int i = 0; i < Integer.parseInt(domains[0]); i++) {
                String domain = "d" + i + ".bench.test";
                dns.mx(domain, 10, "mx." + domain).a("mx." + domain, i % 2 == 0 ? "127.0.0.11" : "127.0.0.21");
            }
            System.out.println(dns.address().getPort());
            while (System.in.read() >= 0) {
                // until it is closed
            }
        }
    }
}
