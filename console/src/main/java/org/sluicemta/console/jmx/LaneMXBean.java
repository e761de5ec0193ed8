package org.sluicemta.console.jmx;

/** {@code org.sluicemta:type=Lane,name="…"}: one lane. */
public interface LaneMXBean {
    long getDepth();

    boolean isPaused();

    void pause();

    void resume();

    /** Makes this lane's waiting retries due now. Returns the messages moved. */
    long flush();

    /** Removes all its messages. Returns how many. */
    long purge();
}
