package org.sluicemta.demo;

/** A step did not show what it should. */
final class DemoCheckFailure extends Exception {
    private static final long serialVersionUID = 1;

    DemoCheckFailure(String message) {
        super(message);
    }
}
