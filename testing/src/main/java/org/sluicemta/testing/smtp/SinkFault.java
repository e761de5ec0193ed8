package org.sluicemta.testing.smtp;

import java.time.Duration;

/** The ways in which a remote server can be troublesome. What each does depends on the phase it is used at. */
public sealed interface SinkFault {
    /** Answers this instead of the usual reply; a positive reply still lets the command take effect. */
    record Answer(WireReply reply) implements SinkFault {}

    /** Answers this, then closes: a 421 in mid-session. */
    record AnswerThenClose(WireReply reply) implements SinkFault {}

    /** Waits, then goes on as usual. */
    record StallFor(Duration time) implements SinkFault {}

    /** Says nothing more and reads on until the client goes away. */
    record StallForever() implements SinkFault {}

    /** Closes without a word. At {@link SinkPhase#END_OF_DATA} the message is not taken. */
    record Close() implements SinkFault {}

    /** Closes with a TCP reset. */
    record Reset() implements SinkFault {}

    /** Goes on as usual but sends the reply one byte at a time with a pause before each. */
    record SlowDrip(Duration pause) implements SinkFault {}

    /** Sends these bytes in the place of a reply; the command has no effect. */
    record Garbage(byte[] bytes) implements SinkFault {}

    /** Carries out the command and closes without its reply: the lost 250 that makes duplicates. */
    record AcceptThenClose() implements SinkFault {}

    /** Goes on as usual, then says this unasked and closes: a server that hangs up on an idle connection. */
    record HangUpAfterwards(WireReply farewell) implements SinkFault {}

    /** At {@link SinkPhase#CONTENT}: closes after so many bytes of content. */
    record CloseMidData(int afterBytes) implements SinkFault {}

    /** At {@link SinkPhase#CONTENT}: stops reading after so many bytes of content, until sink or client closes. */
    record StallMidData(int afterBytes) implements SinkFault {}

    /** At {@link SinkPhase#CONTENT}: answers this after so many bytes of content and closes. */
    record AnswerMidData(int afterBytes, WireReply reply) implements SinkFault {}

    /** At {@link SinkPhase#STARTTLS}: answers 220 and then sends no TLS. */
    record BrokenTlsHandshake() implements SinkFault {}
}
