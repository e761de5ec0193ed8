package org.sluicemta.smtp.listener;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.command.CommandTable;
import org.sluicemta.smtp.command.ContentEnd;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.frame.CommandLines;
import org.sluicemta.smtp.frame.CommandLines.Cut;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** What the client's next octets are: a command line, or some kind of content. */
sealed interface InputMode {
    /** Consumes its part of the input. Returns what to do when it is complete, or null while more is to come. */
    @Nullable
    Action take(ByteBuf in);

    /** Whether a few octets count as progress, rather than only the whole. */
    boolean isContent();

    /** A command line. */
    record Commands(SmtpSession session, CommandTable commands, Strikes strikes, CommandLines lines)
            implements InputMode {
        /** RFC 4954 section 4.5.3 allows 12288 octets for AUTH, the longest line there is. */
        private static final int LONGEST_LINE = 12_288;

        private static final Reply TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
        private static final Reply MALFORMED =
                Reply.of(500, "5.5.2", "Lines end in CRLF and hold no control characters");

        Commands(SmtpSession session, CommandTable commands, Strikes strikes) {
            this(session, commands, strikes, new CommandLines(LONGEST_LINE));
        }

        @Override
        public @Nullable Action take(ByteBuf in) {
            return line(in, text -> commands.run(session, text));
        }

        private @Nullable Action line(ByteBuf in, Function<String, Action> then) {
            return switch (lines.next(in)) {
                case null -> null;
                case Cut.Line line -> then.apply(line.text());
                case Cut.TooLong tooLong -> Action.say(strikes.bad(session, TOO_LONG));
                case Cut.Malformed malformed -> Action.say(strikes.bad(session, MALFORMED));
            };
        }

        @Override
        public boolean isContent() {
            return false;
        }
    }

    /** The answer to a prompt. */
    record Answer(Commands commands, Function<String, Action> answer) implements InputMode {
        @Override
        public @Nullable Action take(ByteBuf in) {
            return commands.line(in, answer);
        }

        @Override
        public boolean isContent() {
            return false;
        }
    }

    /** The content of DATA, up to its end mark. */
    record Data(SmtpSession session, Transaction transaction, ContentEnd end) implements InputMode {
        @Override
        public @Nullable Action take(ByteBuf in) {
            return transaction.data().decode(in) ? end.of(session, transaction) : null;
        }

        @Override
        public boolean isContent() {
            return true;
        }
    }

    /** A chunk of BDAT. */
    record Chunk(Transaction transaction, Function<Transaction, Action> then) implements InputMode {
        @Override
        public @Nullable Action take(ByteBuf in) {
            return transaction.chunks().decode(in) ? then.apply(transaction) : null;
        }

        @Override
        public boolean isContent() {
            return true;
        }
    }

    /** The octets of a refused chunk, which follow the command regardless of our reply. */
    final class Refused implements InputMode {
        private final Reply reply;
        private long left;

        Refused(long size, Reply reply) {
            this.left = size;
            this.reply = reply;
        }

        @Override
        public @Nullable Action take(ByteBuf in) {
            int length = (int) Math.min(left, in.readableBytes());
            in.skipBytes(length);
            left -= length;
            return left == 0 ? Action.say(reply) : null;
        }

        @Override
        public boolean isContent() {
            return true;
        }
    }
}
