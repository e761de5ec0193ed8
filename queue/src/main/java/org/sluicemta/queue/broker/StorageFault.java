package org.sluicemta.queue.broker;

/**
 * What is done when the embedded broker could not write a file. Called on the thread that failed to write, before anything
 * that depends on it goes on: Artemis would commit all the same until it has stopped itself, and a message that moved from
 * a lane to a slot would be in neither after a restart.
 */
@FunctionalInterface
public interface StorageFault {
    void happened(String what, Throwable cause);
}
