package org.sluicemta.queue.broker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoleUseIT {
    @TempDir
    private Path directory;

    @Test
    void refusesABrokerThatAnotherServerTakesMailFrom() throws Exception {
        try (TestBroker broker = new TestBroker(directory)) {
            SoleUse soleUse = new SoleUse(broker.admin());
            soleUse.require(Duration.ZERO);
            TakingSession other = broker.connections().taking();
            other.open(QueueNames.INTAKE_BOUNCE, new CollectingTaker(1));
            assertThatThrownBy(() -> soleUse.require(Duration.ofMillis(10)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("intake.bounce")
                    .hasMessageContaining("content=\"database\"");
            other.close();
            assertThatCode(() -> soleUse.require(Duration.ofSeconds(30))).doesNotThrowAnyException();
        }
    }
}
