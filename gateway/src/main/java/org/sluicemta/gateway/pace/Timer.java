package org.sluicemta.gateway.pace;

/** Runs something later. */
public interface Timer {
    /** Never calls back at once. The action is short. */
    void after(long nanos, Runnable action);
}
