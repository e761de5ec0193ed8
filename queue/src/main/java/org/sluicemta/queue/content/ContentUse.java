package org.sluicemta.queue.content;

/**
 * The size of the store, and how much of it is needed.
 *
 * @param segments files
 * @param octets that all of them have
 * @param held octets of content that is, or may be, still referred to
 * @param known whether it is already known after the start what is referred to
 */
public record ContentUse(int segments, long octets, long held, boolean known) {}
