package org.sluicemta.testing.smtp;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Says which fault occurs when. Start with {@link #at}, narrow it down, and end with the name of a fault:
 * {@snippet :
 * SinkRule.at(SinkPhase.RCPT).recipient("nobody@example.org").answer(550, "5.1.1 No such user");
 * SinkRule.at(SinkPhase.MAIL).first(2).answer(451, "4.3.2 Try again");
 * SinkRule.at(SinkPhase.RCPT).firstPerRecipient(1).answer(450, "4.2.0 Greylisted");
 * }
 *
 * @param phase the moment
 * @param condition what else must hold
 * @param skip how many matching occasions pass unharmed first
 * @param times how many occasions after that are hit
 * @param perRecipient whether occasions are counted per recipient
 * @param fault what happens
 */
public record SinkRule(
        SinkPhase phase, Predicate<SinkContext> condition, int skip, int times, boolean perRecipient, SinkFault fault) {
    public SinkRule {
        boolean cutsContent = fault instanceof SinkFault.CloseMidData
                || fault instanceof SinkFault.StallMidData
                || fault instanceof SinkFault.AnswerMidData;
        if (cutsContent != (phase == SinkPhase.CONTENT)) {
            throw new IllegalArgumentException(fault + " does not fit phase " + phase
                    + ": CONTENT takes the ...MidData faults, and only CONTENT does");
        }
        if (fault instanceof SinkFault.BrokenTlsHandshake && phase != SinkPhase.STARTTLS) {
            throw new IllegalArgumentException(fault + " does not fit phase " + phase + ": use STARTTLS");
        }
    }

    /** Starts a rule. */
    public static Draft at(SinkPhase phase) {
        return new Draft(phase, context -> true, 0, Integer.MAX_VALUE, false);
    }

    /** A rule without its fault yet. Each condition added returns a new draft. */
    public record Draft(SinkPhase phase, Predicate<SinkContext> condition, int skip, int times, boolean perRecipient) {

        /** Only if this is true as well. */
        public Draft when(Predicate<SinkContext> further) {
            return new Draft(phase, condition.and(further), skip, times, perRecipient);
        }

        /** Only for this recipient, ignoring case. From DATA on, if it is among the accepted ones. */
        public Draft recipient(String address) {
            return when(context -> context.recipient()
                    .map(recipient -> recipient.address().equalsIgnoreCase(address))
                    .orElseGet(() -> context.accepted().stream()
                            .anyMatch(recipient -> recipient.address().equalsIgnoreCase(address))));
        }

        /**
         * Only for recipients that match the whole regular expression. From DATA on, if one of the accepted ones does.
         */
        public Draft recipientMatching(String regex) {
            Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
            return when(context -> context.recipient()
                    .map(recipient -> pattern.matcher(recipient.address()).matches())
                    .orElseGet(() -> context.accepted().stream()
                            .anyMatch(recipient ->
                                    pattern.matcher(recipient.address()).matches())));
        }

        /** Only for this sender, ignoring case. An empty string is the null sender. */
        public Draft mailFrom(String address) {
            return when(context -> context.mailFrom()
                    .filter(sender -> sender.address().equalsIgnoreCase(address))
                    .isPresent());
        }

        /** Only on the connection with this number. */
        public Draft connection(int number) {
            return when(context -> context.connectionNumber() == number);
        }

        /** Only for the message with this number within its connection. */
        public Draft message(int number) {
            return when(context -> context.messageNumber() == number);
        }

        /** Only for clients that come from this address. */
        public Draft from(String address) {
            return when(context -> context.cameFrom(address));
        }

        /** Only at this address of the sink. */
        public Draft to(String address) {
            return when(context -> context.cameTo(address));
        }

        /** Only on the first {@code count} occasions. */
        public Draft first(int count) {
            return new Draft(phase, condition, skip, count, false);
        }

        /** Only on the first {@code count} occasions for each recipient: greylisting. */
        public Draft firstPerRecipient(int count) {
            return new Draft(phase, condition, skip, count, true);
        }

        /** Lets {@code count} occasions pass first. */
        public Draft after(int count) {
            return new Draft(phase, condition, count, times, perRecipient);
        }

        /** The fault occurs. */
        public SinkRule then(SinkFault fault) {
            return new SinkRule(phase, condition, skip, times, perRecipient, fault);
        }

        /** See {@link SinkFault.Answer}; several lines become a multi-line reply. */
        public SinkRule answer(int code, String... lines) {
            return then(new SinkFault.Answer(WireReply.of(code, lines)));
        }

        /** See {@link SinkFault.AnswerThenClose}. */
        public SinkRule answerThenClose(int code, String... lines) {
            return then(new SinkFault.AnswerThenClose(WireReply.of(code, lines)));
        }

        /** See {@link SinkFault.Close}. */
        public SinkRule close() {
            return then(new SinkFault.Close());
        }

        /** See {@link SinkFault.StallFor}. */
        public SinkRule stall(Duration time) {
            return then(new SinkFault.StallFor(time));
        }

        /** See {@link SinkFault.StallForever}. */
        public SinkRule stallForever() {
            return then(new SinkFault.StallForever());
        }
    }
}
