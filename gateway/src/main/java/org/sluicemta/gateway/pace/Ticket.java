package org.sluicemta.gateway.pace;

/** One message that a gauge has let begin. */
interface Ticket {
    /**
     * It is over. Call once.
     *
     * @param left whether a server may have heard of it
     */
    void end(boolean left);

    /** It has a connection, or one is being opened. May be called again. */
    default void connects() {}

    /** Its content has so many octets. Called at most once, before it leaves. */
    default void weighs(long octets) {}
}
