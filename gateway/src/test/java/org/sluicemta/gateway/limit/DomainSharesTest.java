package org.sluicemta.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;

class DomainSharesTest {
    private static final int MOST = 20;

    private final DomainShares shares = new DomainShares();

    @Test
    void countsDomainsOfTheSameHostsTogetherOnceThatIsKnown() {
        shares.take("a.example");
        shares.take("b.example");
        shares.leadsTo("a.example", "mx.example", SiteId.ofHosts(List.of("mx.example")));
        shares.leadsTo("b.example", "mx.example", SiteId.ofHosts(List.of("mx.example")));
        shares.leadsTo("c.example", "mx.example", SiteId.ofHosts(List.of("mx.example")));

        assertThat(shares.mayTake("c.example", MOST, 100)).as("two are out").isFalse();
        shares.letIn("a.example");
        assertThat(shares.mayTake("c.example", MOST, 100)).isTrue();
        assertThat(shares.mayTake("c.example", 2, 100)).as("its limit").isFalse();
    }

    @Test
    void forgetsWhatOneHostDidWhenTheDomainMoves() {
        shares.leadsTo("a.example", "dead.example", SiteId.ofHosts(List.of("dead.example")));
        shares.keptOut("a.example");
        shares.leadsTo("a.example", "live.example", SiteId.ofHosts(List.of("live.example")));

        assertThat(shares.manners("a.example")).isEqualTo(DomainShares.Manners.UNKNOWN);
    }

    /** Slots are taken, their domains found to lead somewhere, and given back, in any order; what isn't held is forgotten. */
    @Test
    void remembersNothingOfAHundredThousandDomainsThatAreDone() {
        Random random = new Random(5);
        List<DomainShares.Held> out = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            String domain = "d" + i + ".example";
            out.add(shares.take(domain));
            if (random.nextBoolean()) {
                shares.leadsTo(
                        domain, "mx" + i % 5_000 + ".example", SiteId.ofHosts(List.of("mx" + i % 5_000 + ".example")));
            }
            if (random.nextInt(4) == 0) {
                shares.await(domain, () -> {});
            }
            if (random.nextBoolean()) {
                shares.letIn(domain);
            } else {
                shares.keptOut(domain);
            }
            while (out.size() > 200) {
                shares.release(out.remove(random.nextInt(out.size())));
            }
        }
        out.forEach(shares::release);

        assertThat(shares.isUnused()).isTrue();
        assertThat(shares.remembered()).isLessThanOrEqualTo(3 * 50_000L);
    }
}
