package org.sluicemta.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Gauge;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.console.ListFixture;

/** Who a server's customers are is not told to everyone who can reach its port. */
class MetricsAccessIT {
    @TempDir
    Path home;

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiFixture(home);
        Gauge.build("of_a_tenant", "x")
                .labelNames("stream", "tenant")
                .register(api.metrics)
                .labels("marketing", "acme")
                .set(1);
        Gauge.build("of_all", "x").register(api.metrics).set(2);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void tenantsAreNamedToAnOperatorOnly() throws Exception {
        assertThat(api.get("/metrics", api.token(null)).body()).contains("tenant=\"acme\"", "of_all 2.0");
        for (String token : new String[] {"", "wrong", api.token(ListFixture.ACME)}) {
            assertThat(api.get("/metrics", token).body()).contains("of_all 2.0").doesNotContain("acme", "of_a_tenant");
        }
    }
}
