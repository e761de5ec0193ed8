package org.sluicemta.letter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempts made so far to deliver a message.
 *
 * @param last when the last one was over, or null when there was none
 */
public record Attempts(int made, @Nullable Instant last) {
    public static final Attempts NONE = new Attempts(0, null);

    public Attempts {
        if (made < 0) {
            throw new IllegalArgumentException("a number of attempts isn't negative, got " + made);
        }
    }

    Attempts another(Instant ended) {
        return new Attempts(made + 1, ended);
    }
}
