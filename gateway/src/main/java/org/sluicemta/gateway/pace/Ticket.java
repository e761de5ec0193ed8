package org.sluicemta.gateway.pace;

/** One message that a gauge has let begin. */
interface Ticket {
    /** It leaves now. At most once. */
    void left();

    /** It is over, whether it has left or not. Once. */
    void end();
}
