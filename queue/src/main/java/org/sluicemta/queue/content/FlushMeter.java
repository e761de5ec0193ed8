package org.sluicemta.queue.content;

/** Told how long each flush took. */
interface FlushMeter {
    void flushed(long nanos);
}
