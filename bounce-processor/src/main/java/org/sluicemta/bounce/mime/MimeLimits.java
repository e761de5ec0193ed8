package org.sluicemta.bounce.mime;

/**
 * Bounds of one reading, see {@link org.sluicemta.bounce.BounceLimits}.
 *
 * @param maxParts parts read
 * @param maxDepth nesting followed
 * @param maxHeaderFields fields kept for each part
 * @param maxTextBytes decoded bytes kept for each part
 */
public record MimeLimits(int maxParts, int maxDepth, int maxHeaderFields, int maxTextBytes) {}
