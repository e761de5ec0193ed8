package org.sluicemta.gateway.pace;

import java.util.List;

/** A taker that found no room, and the gauges to blame. In order of arrival. */
final class Contender implements Comparable<Contender> {
    final Pace.Taker taker;
    private final long turn;
    private List<Gauge> at = List.of();

    /** @param turn lower for those who came first; unique */
    Contender(Pace.Taker taker, long turn) {
        this.taker = taker;
        this.turn = turn;
    }

    void at(List<Gauge> gauges) {
        leave();
        at = gauges;
        gauges.forEach(gauge -> gauge.waiting.add(this));
    }

    List<Gauge> at() {
        return at;
    }

    void leave() {
        at.forEach(gauge -> gauge.waiting.remove(this));
        at = List.of();
    }

    @Override
    public int compareTo(Contender other) {
        return Long.compare(turn, other.turn);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(turn);
    }
}
