package org.sluicemta.queue.broker;

/**
 * Called when the embedded broker could not write a file, on the thread that failed, before anything that depends on
 * the file continues. Otherwise Artemis would keep committing until it has stopped itself, and a message moved from a
 * lane to a slot would be in neither after a restart.
 */
@FunctionalInterface
public interface StorageFault {
    void happened(String what, Throwable cause);
}
