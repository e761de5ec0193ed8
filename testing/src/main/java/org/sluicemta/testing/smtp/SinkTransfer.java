package org.sluicemta.testing.smtp;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** DATA and BDAT: receives the content, decides about the message and passes it on. */
final class SinkTransfer {
    private static final Runnable NOTHING = () -> {};

    private final SinkOptions options;
    private final SinkWire wire;
    private final SinkAnswers answers;
    private final SinkState state;
    private final Consumer<ReceivedMessage> taken;
    private @Nullable ContentReader chunks;

    SinkTransfer(
            SinkOptions options, SinkWire wire, SinkAnswers answers, SinkState state, Consumer<ReceivedMessage> taken) {
        this.options = options;
        this.wire = wire;
        this.answers = answers;
        this.state = state;
        this.taken = taken;
    }

    /** Drops the current transaction. */
    void forget() {
        chunks = null;
        state.endTransaction();
    }

    void data() throws IOException {
        if (!state.hasRecipients() || chunks != null) {
            answers.plain(503, "5.5.1 Need RCPT first");
            return;
        }
        WireReply goAhead = WireReply.of(354, "End data with <CR><LF>.<CR><LF>");
        if (answers.settle(state.at(SinkPhase.DATA), goAhead, NOTHING)) {
            ContentReader reader = reader();
            receive(reader, reader::readDotted);
            finish(reader);
        }
    }

    void chunk(String argument) throws IOException {
        List<String> words = List.of(argument.strip().split(" +"));
        if (!options.offers(SinkExtension.CHUNKING) || !words.getFirst().matches("\\d{1,18}")) {
            // RFC 3030 section 2: without a length, nobody can tell where the chunk ends.
            answers.plain(501, "5.5.4 Syntax: BDAT size [LAST]");
            throw new SessionEnded("unusable BDAT");
        }
        long length = Long.parseLong(words.getFirst());
        boolean last = words.size() > 1 && words.get(1).toUpperCase(Locale.ROOT).equals("LAST");
        if (!state.hasRecipients()) {
            new ContentReader(wire, 0, Optional.empty()).readChunk(length);
            answers.plain(503, "5.5.1 Need RCPT first");
            return;
        }
        takeChunk(length, last);
    }

    private void takeChunk(long length, boolean last) throws IOException {
        ContentReader reader = chunks;
        boolean first = reader == null;
        if (reader == null) {
            reader = reader();
            chunks = reader;
        }
        ContentReader current = reader;
        receive(current, () -> current.readChunk(length));
        if (last) {
            finish(current);
        } else if (first) {
            WireReply reply = WireReply.of(250, "2.0.0 " + length + " bytes");
            if (!answers.settle(state.at(SinkPhase.DATA), reply, NOTHING)) {
                forget();
            }
        } else {
            answers.plain(250, "2.0.0 " + length + " bytes");
        }
    }

    private ContentReader reader() {
        Optional<ContentReader.Cut> cut = answers.faultAt(state.at(SinkPhase.CONTENT))
                .map(fault -> new ContentReader.Cut(bytesBefore(fault), fault));
        return new ContentReader(wire, options.maxMessageBytes(), cut);
    }

    private static int bytesBefore(SinkFault fault) {
        if (fault instanceof SinkFault.MidData cut) {
            return cut.afterBytes();
        }
        throw new IllegalStateException(fault + " can't interrupt content, so no rule should have it here");
    }

    private interface Receiving {
        void run() throws IOException;
    }

    private void receive(ContentReader reader, Receiving receiving) throws IOException {
        try {
            receiving.run();
        } catch (ContentReader.CutReached e) {
            answers.cutOff(e.fault());
        }
    }

    private void finish(ContentReader reader) throws IOException {
        SinkContext context = state.at(SinkPhase.END_OF_DATA);
        if (reader.isTooLarge()) {
            answers.plain(552, "5.3.4 Message too big");
        } else {
            ReceivedMessage message = new ReceivedMessage(
                    context, reader.content(), reader.size(), options.clock().instant());
            WireReply reply = WireReply.of(
                    250, "2.0.0 Ok: taken as " + context.connectionNumber() + "-" + context.messageNumber());
            answers.settle(context, reply, () -> taken.accept(message));
        }
        chunks = null;
        state.endMessage();
    }
}
