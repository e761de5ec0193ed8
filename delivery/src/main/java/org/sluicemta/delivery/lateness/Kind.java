package org.sluicemta.delivery.lateness;

/** The kinds of mail that may be late. */
public enum Kind {
    /** Retries and held mail: counted from when their slot was due. */
    RETRIES("retries"),
    /** Mail in lanes: counted from the last time mail was taken from a lane with movable mail. */
    LANES("lanes"),
    /** Everything else waiting for this server: flushed, expired and cancelled mail, and reports to be parsed. */
    QUEUES("queues");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** As metrics and log lines name it. */
    public String label() {
        return label;
    }
}
