package org.sluicemta.testing.smtp;

import java.util.Map;

/**
 * What a sink has counted since it started.
 *
 * @param connections accepted in all
 * @param openConnections open now
 * @param maxOpenConnections open at the same time at most
 * @param maxOpenConnectionsByPeer the same, for each client address that ever connected
 * @param commands commands by verb in upper case, BDAT and AUTH included; unknown ones as {@code OTHER}
 * @param messages messages taken
 * @param contentBytes their length in all
 */
public record SinkCounts(
        int connections,
        int openConnections,
        int maxOpenConnections,
        Map<String, Integer> maxOpenConnectionsByPeer,
        Map<String, Long> commands,
        long messages,
        long contentBytes) {
    public SinkCounts {
        maxOpenConnectionsByPeer = Map.copyOf(maxOpenConnectionsByPeer);
        commands = Map.copyOf(commands);
    }

    /** How often a command came. */
    public long command(String verb) {
        return commands.getOrDefault(verb, 0L);
    }
}
