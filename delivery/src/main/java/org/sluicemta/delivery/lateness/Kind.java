package org.sluicemta.delivery.lateness;

/** What may be late. */
public enum Kind {
    /** Retries and held mail: since their slot was due. */
    RETRIES("retries"),
    /** Mail in lanes: since something was last taken from a lane whose mail could be taken. */
    LANES("lanes"),
    /** What else waits for this server: flushed, expired and cancelled mail, and reports to be read. */
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
