package org.sluicemta.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.mime.MimeLimits;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.mime.PartReader;
import org.sluicemta.bounce.mime.Slice;

/**
 * Reads a message and says what it reports. Keeps no state between messages and may be used by any number of threads.
 *
 * <p>Whatever the bytes are, the answer is a {@link ParsedReport}; time and memory are bounded by the
 * {@link BounceLimits}. Standard reports are looked for before the shapes of single mailers, and the outer message
 * before the messages attached to it.
 */
public final class BounceProcessor {
    private final BounceLimits limits;
    private final MimeLimits mimeLimits;
    private final List<ReportReader> readers;
    private final ReportReader autoReplies = new AutoReplies();

    public BounceProcessor(BounceLimits limits) {
        this.limits = limits;
        this.mimeLimits =
                new MimeLimits(limits.maxParts(), limits.maxDepth(), limits.maxHeaderFields(), limits.maxTextBytes());
        int maxRecipients = limits.maxRecipients();
        DsnReport dsn = new DsnReport(maxRecipients);
        EmbeddedStatus fields = new EmbeddedStatus(dsn);
        TextMailers mailers = new TextMailers(maxRecipients);
        this.readers = List.of(
                new ArfReport(maxRecipients),
                dsn,
                new MdnReport(),
                fields,
                new FeedbackLoops(maxRecipients),
                new JsonNotification(maxRecipients),
                new Xarf(),
                mailers,
                new ForwardedText(fields, mailers),
                new UnnamedBounce());
    }

    /**
     * Reads a message from a stream, at most {@link BounceLimits#maxBytes()} of it, and does not close the stream.
     *
     * @throws IOException only when the stream itself fails
     */
    public ParsedReport parse(InputStream message) throws IOException {
        return parse(message.readNBytes(limits.maxBytes()));
    }

    /** Reads a message held in memory; bytes beyond {@link BounceLimits#maxBytes()} are not looked at. */
    public ParsedReport parse(byte[] message) {
        Slice head = new Slice(message, 0, Math.min(message.length, limits.maxBytes()));
        Part root = PartReader.read(head, mimeLimits);
        MessageView outer = MessageView.of(root);
        return find(outer, limits.maxDepth(), new Attention())
                .or(() -> autoReplies.read(outer).map(reply -> new Found(reply, outer)))
                .map(found -> Assembly.report(
                        found.finding(), outer.headers(), found.message().headers()))
                .orElseGet(() -> new ParsedReport.NotAReport(Evidence.none()));
    }

    /** A finding and the message, outer or attached, that it was made of. */
    private record Found(Finding finding, MessageView message) {}

    private Optional<Found> find(MessageView message, int depthLeft, Attention attention) {
        if (!attention.isLeftFor(message)) {
            return Optional.empty();
        }
        for (ReportReader reader : readers) {
            Optional<Finding> finding = reader.read(message);
            if (finding.isPresent()) {
                return Optional.of(new Found(finding.get(), message));
            }
        }
        return depthLeft == 0 ? Optional.empty() : findInAttached(message, depthLeft - 1, attention);
    }

    private Optional<Found> findInAttached(MessageView message, int depthLeft, Attention attention) {
        for (Part attached : message.attached()) {
            Optional<Found> found = find(MessageView.of(attached), depthLeft, attention);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
