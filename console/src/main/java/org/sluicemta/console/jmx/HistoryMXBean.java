package org.sluicemta.console.jmx;

import org.jspecify.annotations.Nullable;

/**
 * {@code org.sluicemta:type=History}: what happened to messages. Events are JSON lines, with the fields of the reference
 * page on events. A word that can't be read throws IllegalArgumentException naming it.
 */
public interface HistoryMXBean {
    /**
     * Every step of a message, or of the messages to a recipient, the last accepted first.
     *
     * @param what id of a message, its Message-ID field, or address of a recipient
     * @param limit messages, 1 to 100
     * @param page {@code next} of the page before; null for the first
     */
    TraceRows trace(String what, int limit, @Nullable String page);

    /**
     * Events, the newest first.
     *
     * @param query {@code tenant=acme and code=550,554 and words="mailbox full"}; empty for all
     * @param since ISO 8601, the earliest; null for no limit
     * @param until ISO 8601, later than the latest; null for no limit
     * @param limit 1 to 1,000
     * @param page {@code next} of the page before; null for the first
     */
    EventRows find(String query, @Nullable String since, @Nullable String until, int limit, @Nullable String page);

    /**
     * Reads the journal forward: those of the next events that a query wants.
     *
     * @param from a place in the journal, {@code next} of the last call
     * @param limit how many events are looked at, 1 to 1,000
     * @param query as in {@code find}; empty for all
     * @param since ISO 8601, the earliest; null for no limit
     */
    EventRows read(String from, int limit, String query, @Nullable String since);

    /** A place before every event of a time (ISO 8601) or later, as far as they are kept. */
    String placeBefore(String time);

    /** The place after the last event, where {@code read} continues with new ones. */
    String getEnd();

    /** Events that aren't in the index yet, about. */
    long getIndexLagEvents();

    /** Seconds since everything was in the index; 0 if everything is. */
    double getIndexLagSeconds();

    /** Size of the index, octets. */
    long getIndexBytes();

    /** Why events can't be indexed at present; empty if they can. */
    String getIndexFault();
}
