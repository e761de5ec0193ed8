package org.sluicemta.settings;

import java.time.Duration;

/**
 * Limits on running mailet chains.
 *
 * @param threads chains that run at a time; further messages wait
 * @param time how long a message may wait for and run through its chain before the client gets 451
 */
public record ChainSettings(int threads, Duration time) {
    /** RFC 5321 section 4.5.3.2.6: a client waits ten minutes for the reply to the end of its message. */
    public static final ChainSettings DEFAULTS = new ChainSettings(256, Duration.ofMinutes(7));
}
