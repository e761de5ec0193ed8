package org.sluicemta.event;

import java.time.Duration;
import java.util.Optional;

/**
 * How far the index of events has got.
 *
 * @param lagEvents events of the journal that aren't indexed yet, from their octets and the mean size of an event
 * @param lag how long ago everything was indexed; zero if everything is
 * @param octets size of the index
 * @param indexed events indexed since the start
 * @param failures attempts to index that failed since the start
 * @param fault why events can't be indexed at present; empty if they can
 */
public record SearchState(
        long lagEvents, Duration lag, long octets, long indexed, long failures, Optional<String> fault) {}
