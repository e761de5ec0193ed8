package org.sluicemta.queue.content;

/** Called with the duration of each flush. */
interface FlushMeter {
    void flushed(long nanos);
}
