package org.sluicemta.console.operation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what to a running server, a line each in the log under the name {@code sluice.audit}. The suppression list and the
 * tokens keep a history of their own beside it.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("sluice.audit");

    private Audit() {}

    /**
     * @param verb as the command line says it: {@code queue purge}
     * @param subject what it was done to
     * @param result what came of it
     */
    static void wrote(Caller caller, String verb, String subject, String result) {
        LOG.info("{} by {}: {}: {}", verb, caller.name(), subject, result);
    }
}
