package org.sluicemta.testing.smtp;

import java.util.Map;

/**
 * What a sink has counted since it started.
 *
 * @param connections accepted in total
 * @param openConnections open now
 * @param maxOpenConnections the most that were open at the same time
 * @param maxOpenConnectionsByPeer the same, for each client address that ever connected
 * @param commands commands by verb in upper case, BDAT and AUTH included; unknown ones as {@code OTHER}
 * @param messages messages accepted
 * @param contentBytes their total length
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

    /** How often a command was received. */
    public long command(String verb) {
        return commands.getOrDefault(verb, 0L);
    }
}
