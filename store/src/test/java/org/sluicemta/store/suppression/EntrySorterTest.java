package org.sluicemta.store.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

class EntrySorterTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void givesEveryKeyOnceInOrderWithItsLastEntryThroughFilesToo() throws IOException {
        Random random = new Random(5);
        TreeMap<String, Suppression> expected = new TreeMap<>();
        List<Suppression> taken = new ArrayList<>();
        try (EntrySorter sorter = new EntrySorter(64)) {
            for (int i = 0; i < 1_000; i++) {
                Suppression entry = random(random, i);
                expected.put(key(entry), entry);
                sorter.add(entry);
            }
            sorter.forEach(taken::add);
        }

        assertThat(taken).containsExactlyElementsOf(expected.values());
    }

    @Test
    void givesNothingOfNothing() throws IOException {
        try (EntrySorter sorter = new EntrySorter()) {
            sorter.forEach(entry -> {
                throw new IllegalStateException("got " + entry);
            });
            assertThat(sorter.count()).isZero();
        }
    }

    private static String key(Suppression entry) {
        return entry.target() + "\0" + SuppressionColumns.tenant(entry.scope()) + "\0"
                + SuppressionColumns.stream(entry.scope());
    }

    private static Suppression random(Random random, int number) {
        SuppressionScope scope = switch (random.nextInt(3)) {
            case 0 -> new SuppressionScope.Global();
            case 1 -> new SuppressionScope.OfTenant(new TenantId("t" + random.nextInt(2)));
            default -> new SuppressionScope.OfStream(new TenantId("t"), new StreamId("s"));
        };
        return new Suppression(
                "user" + random.nextInt(200) + "@example.org",
                scope,
                SuppressionReason.values()[random.nextInt(SuppressionReason.values().length)],
                "import:x",
                random.nextBoolean() ? null : "line " + number,
                "ann",
                AT.plusMillis(number),
                random.nextBoolean() ? null : AT.plusSeconds(number));
    }
}
