package org.sluicemta.response;

import java.util.List;

/**
 * The phase that the text of a report names: {@code (in reply to MAIL FROM command)} by Postfix, {@code after RCPT
 * TO:<…>} by Exim, {@code >>> MAIL From:<…>} in sendmail's transcript, {@code but sender was rejected} by qmail.
 */
final class SaidPhase {
    private record Words(String words, Phase phase) {}

    private static final List<Words> ALL = List.of(
            new Words("in reply to mail from", Phase.MAIL),
            new Words("in response to mail from", Phase.MAIL),
            new Words("response to mail from", Phase.MAIL),
            new Words("after mail from:", Phase.MAIL),
            new Words("after pipelined mail from:", Phase.MAIL),
            new Words(">>> mail from:", Phase.MAIL),
            new Words("but sender was rejected", Phase.MAIL),
            new Words("in reply to helo", Phase.EHLO),
            new Words("in reply to ehlo", Phase.EHLO),
            new Words("after helo", Phase.EHLO),
            new Words("after ehlo", Phase.EHLO),
            new Words("but my name was rejected", Phase.EHLO),
            new Words("refused to talk to me", Phase.CONNECT),
            new Words("after initial connection", Phase.CONNECT),
            new Words("but greeting failed", Phase.CONNECT),
            new Words("in reply to end of data", Phase.END_OF_DATA),
            new Words("after end of data", Phase.END_OF_DATA),
            new Words("in reply to data", Phase.DATA),
            new Words("after data", Phase.DATA),
            new Words("failed after i sent the message", Phase.END_OF_DATA),
            new Words("in reply to rcpt to", Phase.RCPT),
            new Words("in response to rcpt to", Phase.RCPT),
            new Words("response to rcpt to", Phase.RCPT),
            new Words("after rcpt to:", Phase.RCPT),
            new Words("after pipelined rcpt to:", Phase.RCPT),
            new Words(">>> rcpt to:", Phase.RCPT),
            new Words("does not like recipient", Phase.RCPT));

    private SaidPhase() {}

    /** The phase named last in a text in {@link AnswerText} form, or {@link Phase#REPORT} when none is named. */
    static Phase in(String text) {
        Phase found = Phase.REPORT;
        int last = -1;
        for (Words each : ALL) {
            int at = text.lastIndexOf(each.words());
            if (at > last) {
                last = at;
                found = each.phase();
            }
        }
        return found;
    }
}
