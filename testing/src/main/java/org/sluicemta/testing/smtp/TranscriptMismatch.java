package org.sluicemta.testing.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server didn't say what a transcript expects. The message shows both, and the talk up to that point. */
public final class TranscriptMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TranscriptMismatch(
            Transcript transcript,
            int line,
            String expected,
            String got,
            List<String> talk,
            @Nullable Throwable cause) {
        super(
                transcript.name() + ":" + line + "\n  expected: " + expected + "\n  got:      " + got
                        + (talk.isEmpty() ? "" : "\nthe talk was:\n  " + String.join("\n  ", talk)),
                cause);
    }
}
