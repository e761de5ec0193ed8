package org.sluicemta.bounce;

/**
 * How much of a message is read. What is beyond a limit is ignored, but a report before it is still found.
 *
 * @param maxBytes bytes of the message examined, from its start
 * @param maxParts MIME parts read, including nested ones
 * @param maxDepth how deep parts and attached messages may nest before the rest is treated as text
 * @param maxHeaderFields header fields kept for one part
 * @param maxTextBytes decoded bytes read of one part
 * @param maxRecipients recipients reported
 */
public record BounceLimits(
        int maxBytes, int maxParts, int maxDepth, int maxHeaderFields, int maxTextBytes, int maxRecipients) {

    public BounceLimits {
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxParts", maxParts);
        requirePositive("maxDepth", maxDepth);
        requirePositive("maxHeaderFields", maxHeaderFields);
        requirePositive("maxTextBytes", maxTextBytes);
        requirePositive("maxRecipients", maxRecipients);
    }

    /** Limits that suit every real report and keep the worst message below 50 ms and 64 MiB. */
    public static BounceLimits defaults() {
        return new BounceLimits(2 << 20, 200, 12, 500, 256 << 10, 1_000);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}
