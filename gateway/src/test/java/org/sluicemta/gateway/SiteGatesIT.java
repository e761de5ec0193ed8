package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;

/** Gates of domains that grew out of the common site, and are done. */
class SiteGatesIT {
    private final GatewayFixture fixture = new GatewayFixture(25);

    @AfterEach
    void close() {
        fixture.close();
    }

    private PooledSiteGate gate(String site) {
        return (PooledSiteGate) fixture.gateway.gate(GatewayFixture.POOL, new SiteId(site));
    }

    @Test
    void forgetsThoseOfAHundredThousandDomainsThatNobodyUses() {
        for (int i = 0; i < 100_000; i++) {
            gate("d" + i + ".example").tryTake().orElseThrow().release();
        }

        assertThat(countAfterCollection(5_000)).isLessThan(5_000);
    }

    @Test
    void keepsTheSameGateWhileASlotIsOut() {
        WeakReference<SiteGate> gate = new WeakReference<>(gate("d.example"));
        List<DeliverySlot> out = new ArrayList<>();
        out.add(gate("d.example").tryTake().orElseThrow());
        for (int i = 0; i < 3_000; i++) {
            gate("d" + i + ".example").tryTake().orElseThrow().release();
        }
        countAfterCollection(2_500);

        assertThat(gate.get()).isSameAs(gate("d.example"));
        assertThat(gate("d.example").status().inFlight()).isEqualTo(out.size());
    }

    @Test
    void isInUseWhileItsRateRemembersAMessage() throws Exception {
        fixture.limits(limits -> limits.perSecond(1));
        fixture.takeSlot(new SiteId("slow.example")).release();

        assertThat(gate("slow.example").isUnused()).isFalse();
    }

    /** A collector is asked, not told: so until it did. */
    private long countAfterCollection(long wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (fixture.gateway.gates() >= wanted && System.nanoTime() < end) {
            System.gc();
        }
        return fixture.gateway.gates();
    }
}
