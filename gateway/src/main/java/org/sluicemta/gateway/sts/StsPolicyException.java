package org.sluicemta.gateway.sts;

/** A policy that can't be used, and why. */
final class StsPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    StsPolicyException(String message) {
        super(message, null, false, false);
    }
}
