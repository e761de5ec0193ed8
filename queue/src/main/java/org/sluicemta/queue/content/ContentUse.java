package org.sluicemta.queue.content;

/**
 * What the store takes and what of it is needed.
 *
 * @param segments files
 * @param octets that all of them have
 * @param held octets of content that is still referred to, or may be
 * @param known whether it is known since the start what is referred to
 */
public record ContentUse(int segments, long octets, long held, boolean known) {}
