package org.sluicemta.settings;

import java.time.Duration;

/**
 * What the chains of all messages may take.
 *
 * @param threads how many chains run at a time; further messages wait
 * @param time how long a message may wait for its chain and be in it, before its client is answered 451
 */
public record ChainSettings(int threads, Duration time) {
    /** RFC 5321 section 4.5.3.2.6: a client waits ten minutes for the answer to the end of its message. */
    public static final ChainSettings DEFAULTS = new ChainSettings(256, Duration.ofMinutes(7));
}
