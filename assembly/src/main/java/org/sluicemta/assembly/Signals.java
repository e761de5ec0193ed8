package org.sluicemta.assembly;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** Signals with the same meaning as for Postfix: HUP reloads the configuration, TERM stops cleanly. */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /**
     * Calls back on a system thread.
     *
     * @param name without SIG: {@code HUP}
     */
    static void on(String name, Runnable action) {
        try {
            Signal.handle(new Signal(name), signal -> action.run());
        } catch (IllegalArgumentException e) {
            LOG.warn("SIG{} keeps its default effect because Java was started with -Xrs: {}", name, e.getMessage());
        }
    }
}
