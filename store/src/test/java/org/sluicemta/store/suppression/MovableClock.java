package org.sluicemta.store.suppression;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. */
final class MovableClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void forward(Duration time) {
        now = now.plus(time);
    }
}
