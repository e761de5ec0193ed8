package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SourceId;

class SourceRotationTest {
    private final SourceRotation rotation = new SourceRotation();

    private static EgressSource source(String id, int weight) {
        return new EgressSource(new SourceId(id), null, id + ".example", weight);
    }

    private Map<String, Integer> uses(List<EgressSource> sources, int times) {
        Map<String, Integer> uses = new HashMap<>();
        for (int i = 0; i < times; i++) {
            EgressSource next = rotation.order(sources).getFirst();
            rotation.used(next);
            uses.merge(next.id().value(), 1, Integer::sum);
        }
        return uses;
    }

    @Test
    void followsWeights() {
        assertThat(uses(List.of(source("a", 3), source("b", 1)), 400)).isEqualTo(Map.of("a", 300, "b", 100));
    }

    @Test
    void startsNewSourceLevelWithOthers() {
        uses(List.of(source("a", 1), source("b", 1)), 1000);

        assertThat(uses(List.of(source("a", 1), source("c", 1)), 100)).isEqualTo(Map.of("a", 50, "c", 50));
    }
}
