package org.sluicemta.gateway.pace;

/** One message that a gauge has let begin. */
interface Ticket {
    /**
     * It is over. Call once.
     *
     * @param left whether a server may have heard of it
     */
    void end(boolean left);
}
