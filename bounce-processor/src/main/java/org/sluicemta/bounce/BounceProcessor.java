package org.sluicemta.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sluicemta.bounce.mime.MimeLimits;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.mime.PartReader;
import org.sluicemta.bounce.mime.Slice;
import org.sluicemta.bounce.text.Words;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.response.ResponseTable;

/**
 * Reads a message and says what it reports. Keeps no state between messages and may be used by any number of threads.
 *
 * <p>Whatever the bytes are, the result is a {@link ParsedReport}; time and memory are bounded by the {@link
 * BounceLimits}. Standard reports are tried before the formats of single mailers, and the outer message before attached
 * messages.
 */
public final class BounceProcessor {
    private final BounceLimits limits;
    private final MimeLimits mimeLimits;
    private final Judge judge;
    private final List<ReportReader> standards;
    private final List<ReportReader> texts;
    private final ReportReader forwarded;
    private final ReportReader unnamed;
    private final ReportReader autoReplies = new AutoReplies();
    private final ReportReader returned;
    private final Supplier<PhraseBook> phrases;
    private volatile Words words;

    /**
     * @param responses decides how final each failure is; the class of a recipient must come from the same table
     * @param phrases gives those in force; called for every message
     */
    public BounceProcessor(BounceLimits limits, ResponseTable responses, Supplier<PhraseBook> phrases) {
        this.limits = limits;
        this.phrases = phrases;
        this.words = new Words(phrases.get());
        this.mimeLimits =
                new MimeLimits(limits.maxParts(), limits.maxDepth(), limits.maxHeaderFields(), limits.maxTextBytes());
        this.judge = new Judge(responses);
        int maxRecipients = limits.maxRecipients();
        DsnReport dsn = new DsnReport(maxRecipients);
        EmbeddedStatus fields = new EmbeddedStatus(dsn);
        TextMailers mailers = new TextMailers(maxRecipients);
        this.standards = List.of(
                new ArfReport(maxRecipients),
                dsn,
                new MdnReport(),
                new FeedbackLoops(maxRecipients),
                new JsonNotification(maxRecipients),
                new Xarf());
        this.texts = List.of(fields, mailers);
        this.forwarded = new ForwardedText(fields, mailers);
        this.returned = new ReturnedMessage(mailers);
        this.unnamed = new UnnamedBounce(dsn);
    }

    /**
     * Reads a message from a stream, at most {@link BounceLimits#maxBytes()} of it, and does not close the stream.
     *
     * @throws IOException only when the stream itself fails
     */
    public ParsedReport parse(InputStream message) throws IOException {
        return parse(message.readNBytes(limits.maxBytes()));
    }

    /** Reads a message held in memory; bytes beyond {@link BounceLimits#maxBytes()} are ignored. */
    public ParsedReport parse(byte[] message) {
        Slice head = new Slice(message, 0, Math.min(message.length, limits.maxBytes()));
        Part root = PartReader.read(head, mimeLimits);
        MessageView outer = MessageView.of(root, words());
        return find(outer, limits.maxDepth(), new ReadingBudget())
                .or(() -> read(List.of(autoReplies, returned), outer))
                .map(found -> ReportBuilder.report(
                        found.finding(), outer.headers(), found.message().headers(), judge))
                .orElseGet(() -> new ParsedReport.NotAReport(Evidence.none()));
    }

    /** The phrases in force, prepared again if they have been replaced. */
    private Words words() {
        PhraseBook book = phrases.get();
        Words ready = words;
        if (ready.book() != book) {
            ready = new Words(book);
            words = ready;
        }
        return ready;
    }

    /** A finding and the message, outer or attached, in which it was found. */
    private record Found(Finding finding, MessageView message) {
        Found carried() {
            return new Found(finding.carried(), message);
        }
    }

    private Optional<Found> find(MessageView message, int depthLeft, ReadingBudget attention) {
        if (!attention.isLeftFor(message)) {
            return Optional.empty();
        }
        boolean holdsReport =
                message.attached().stream().anyMatch(each -> Carriers.looksLikeReport(each, message.words()));
        return read(standards, message)
                .map(found -> Carriers.isDigest(message) ? found.carried() : found)
                .or(() -> holdsReport ? findInAttached(message, depthLeft, attention) : Optional.empty())
                .or(() -> findInPasted(message, depthLeft, attention))
                .or(() -> read(texts, message).map(found -> Carriers.isFromPerson(message) ? found.carried() : found))
                .or(() -> read(List.of(forwarded), message).map(Found::carried))
                .or(() -> read(List.of(unnamed), message))
                .or(() -> holdsReport ? Optional.empty() : findInAttached(message, depthLeft, attention));
    }

    /** A report pasted as text, including its header, into another one. */
    private Optional<Found> findInPasted(MessageView message, int depthLeft, ReadingBudget attention) {
        String pasted = message.mayBeReport() ? message.reportText().pasted() : "";
        if (pasted.isEmpty() || depthLeft == 0) {
            return Optional.empty();
        }
        byte[] octets = pasted.getBytes(StandardCharsets.UTF_8);
        Part root = PartReader.read(new Slice(octets, 0, octets.length), mimeLimits);
        Optional<Found> found = find(MessageView.of(root, message.words()), depthLeft - 1, attention);
        return Carriers.carries(message) ? found.map(Found::carried) : found;
    }

    private static Optional<Found> read(List<ReportReader> readers, MessageView message) {
        for (ReportReader reader : readers) {
            Optional<Finding> finding = reader.read(message);
            if (finding.isPresent()) {
                return Optional.of(new Found(finding.get(), message));
            }
        }
        return Optional.empty();
    }

    private Optional<Found> findInAttached(MessageView message, int depthLeft, ReadingBudget attention) {
        if (depthLeft == 0) {
            return Optional.empty();
        }
        for (Part attached : message.attached()) {
            Optional<Found> found = find(MessageView.of(attached, message.words()), depthLeft - 1, attention);
            if (found.isPresent()) {
                return Carriers.carries(message) ? found.map(Found::carried) : found;
            }
        }
        return Optional.empty();
    }
}
