package org.sluicemta.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluicemta.stream.StreamId;

class PressureTest {
    private static final StreamId MARKETING = new StreamId("marketing");
    private static final StreamId TRANSACTIONAL = new StreamId("transactional");

    private double disk;
    private double heap;
    private final Pressure pressure = new Pressure(
            new AdmissionSettings(Set.of(MARKETING), 5, 92, 7, 0, 20),
            Map.of(
                    Resource.DISK, new Pressure.Gauge(new Mark(80, 90, 2), () -> disk),
                    Resource.HEAP, new Pressure.Gauge(new Mark(85, 92, 2), () -> heap)));

    private AdmissionStage at(double diskUse, double heapUse) {
        disk = diskUse;
        heap = heapUse;
        pressure.measure();
        return pressure.stage();
    }

    @Test
    void isAtTheStageOfTheScarcestResource() {
        assertThat(at(10, 10)).isEqualTo(AdmissionStage.OPEN);
        assertThat(at(80, 10)).isEqualTo(AdmissionStage.RESERVED);
        assertThat(at(80, 92)).isEqualTo(AdmissionStage.CLOSED);
        assertThat(pressure.describe())
                .isEqualTo("new mail is refused (451): disk 80 % used, limit 80 %, heap 92 % used, limit 92 %");
        at(81.4, 10);
        assertThat(pressure.describe())
                .isEqualTo("new mail of the streams [marketing] is refused (451): disk 81 % used, limit 80 %");
        at(10, 10);
        assertThat(pressure.describe()).isEqualTo("new mail is accepted");
    }

    @Test
    void defersFirstOnlyWhatIsNamed() {
        at(85, 0);
        assertThat(pressure.defers(MARKETING)).isTrue();
        assertThat(pressure.defers(TRANSACTIONAL)).isFalse();
        at(95, 0);
        assertThat(pressure.defers(TRANSACTIONAL)).isTrue();
    }

    @Test
    void leavesAStageOnlyWellBelowItsMark() {
        at(90, 0);
        assertThat(at(88.1, 0)).isEqualTo(AdmissionStage.CLOSED);
        assertThat(at(87.9, 0)).isEqualTo(AdmissionStage.RESERVED);
        assertThat(at(78.1, 0)).isEqualTo(AdmissionStage.RESERVED);
        assertThat(at(77.9, 0)).isEqualTo(AdmissionStage.OPEN);
        assertThat(at(79.9, 0)).isEqualTo(AdmissionStage.OPEN);
    }
}
