package org.sluicemta.testing.smtp;

import java.time.Duration;

/** The ways in which a remote server can be troublesome. What each does depends on the phase it is used at. */
public sealed interface SinkFault {
    /** Answers this instead of the usual reply; a positive reply still lets the command take effect. */
    record Answer(WireReply reply) implements SinkFault {}

    /** Answers this, then closes: a 421 in mid-session. */
    record AnswerThenClose(WireReply reply) implements SinkFault {}

    /** Waits, then continues as usual. */
    record StallFor(Duration time) implements SinkFault {}

    /** Sends nothing more and keeps reading until the client disconnects. */
    record StallForever() implements SinkFault {}

    /** Closes without a reply. At {@link SinkPhase#END_OF_DATA} the message isn't accepted. */
    record Close() implements SinkFault {}

    /** Closes with a TCP reset. */
    record Reset() implements SinkFault {}

    /** Continues as usual but sends the reply one byte at a time, with a pause before each. */
    record SlowDrip(Duration pause) implements SinkFault {}

    /** Sends these bytes instead of a reply. The command has no effect. */
    record Garbage(byte[] bytes) implements SinkFault {}

    /** Carries out the command and closes without a reply: the lost 250 that causes duplicates. */
    record AcceptThenClose() implements SinkFault {}

    /** Continues as usual, then sends this unprompted and closes, like a server that hangs up on an idle connection. */
    record HangUpAfterwards(WireReply farewell) implements SinkFault {}

    /** What interrupts content, at {@link SinkPhase#CONTENT}. */
    sealed interface MidData extends SinkFault {
        /** How much is read before. */
        int afterBytes();
    }

    /** At {@link SinkPhase#CONTENT}: closes after this many bytes of content. */
    record CloseMidData(int afterBytes) implements MidData {}

    /**
     * At {@link SinkPhase#CONTENT}: stops reading after this many bytes of content, until the sink or the client
     * closes.
     */
    record StallMidData(int afterBytes) implements MidData {}

    /** At {@link SinkPhase#CONTENT}: answers this after this many bytes of content and closes. */
    record AnswerMidData(int afterBytes, WireReply reply) implements MidData {}

    /** At {@link SinkPhase#STARTTLS}: answers 220 and then doesn't speak TLS. */
    record BrokenTlsHandshake() implements SinkFault {}
}
