package org.sluicemta.smtp.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.HeaderLimits;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.listener.LongLines;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;
import org.sluicemta.smtp.data.MessageCollector;
import org.sluicemta.smtp.frame.ChunkDecoder;
import org.sluicemta.smtp.frame.DataDecoder;
import org.sluicemta.smtp.frame.HeaderFilter;
import org.sluicemta.smtp.frame.HeaderWatch;
import org.sluicemta.smtp.frame.LineBreaker;

/** One mail transaction: from MAIL to the end of its content, RFC 5321 section 3.3. */
public final class Transaction implements AutoCloseable {
    private final @Nullable EmailAddress sender;
    private final MailParameters parameters;
    private final List<EnvelopeRecipient> recipients = new ArrayList<>();
    private final Set<EmailAddress> known = new HashSet<>();
    private @Nullable MessageId id;
    private final ListenerSettings listener;
    private @Nullable MessageCollector collector;
    private @Nullable HeaderWatch watch;
    private @Nullable HeaderFilter header;
    private @Nullable LineBreaker lines;
    private @Nullable DataDecoder data;
    private @Nullable ChunkDecoder chunks;

    /** @param listener decides how content is decoded */
    public Transaction(@Nullable EmailAddress sender, MailParameters parameters, ListenerSettings listener) {
        this.listener = listener;
        this.sender = sender;
        this.parameters = parameters;
    }

    /** Envelope sender, or null for the null sender. */
    public @Nullable EmailAddress sender() {
        return sender;
    }

    public MailParameters parameters() {
        return parameters;
    }

    public List<EnvelopeRecipient> recipients() {
        return recipients;
    }

    /** Adds a recipient. A duplicate is delivered to once, as first given. */
    public void add(EmailAddress address, Set<DsnNotify> notifyWhen, @Nullable String original) {
        if (known.add(address)) {
            recipients.add(new EnvelopeRecipient(address, recipients.size(), notifyWhen, original));
        }
    }

    /**
     * Starts receiving the content.
     *
     * @param watched inspects the header on its way to the collector
     */
    public void begin(MessageId messageId, MessageCollector into, HeaderWatch watched) {
        id = messageId;
        collector = into;
        watch = watched;
        HeaderLimits limits = listener.limits().header();
        if (listener.longLines() == LongLines.KEEP) {
            header = new HeaderFilter(watched, limits);
        } else {
            LineBreaker breaker = new LineBreaker(watched, listener.longLines());
            lines = breaker;
            header = new HeaderFilter(breaker, limits);
        }
    }

    public boolean begun() {
        return collector != null;
    }

    /** The id given when the content began. Throws IllegalStateException before that. */
    public MessageId id() {
        return required(id);
    }

    /** Destination of the content. Throws IllegalStateException before it began. */
    public MessageCollector collector() {
        return required(collector);
    }

    /** Decoder for DATA, created on first use. */
    public DataDecoder data() {
        DataDecoder decoder = data;
        if (decoder == null) {
            decoder = new DataDecoder(required(header), listener.bareLineEnds());
            data = decoder;
        }
        return decoder;
    }

    /** Decoder for BDAT, created on first use. */
    public ChunkDecoder chunks() {
        ChunkDecoder decoder = chunks;
        if (decoder == null) {
            decoder = new ChunkDecoder(required(header), listener.bareLineEnds());
            chunks = decoder;
        }
        return decoder;
    }

    /** The content is complete. */
    public void endContent() {
        ChunkDecoder decoder = chunks;
        if (decoder != null) {
            decoder.end();
        }
        required(header).end();
        LineBreaker breaker = lines;
        if (breaker != null) {
            breaker.end();
        }
    }

    /** What the header contained. Throws IllegalStateException before the content began. */
    public HeaderWatch.Seen header() {
        return required(watch).seen();
    }

    /** The first formal error of the content, or null. */
    public @Nullable String fault() {
        String form = data != null ? data.fault() : chunks != null ? chunks.fault() : null;
        String inHeader = form != null || header == null ? form : header.fault();
        return inHeader != null || lines == null ? inHeader : lines.fault();
    }

    /** Whether the content has octets above 127. */
    public boolean eightBit() {
        return data != null && data.eightBit() || chunks != null && chunks.eightBit();
    }

    /** Frees the content unless it was passed on. */
    @Override
    public void close() {
        MessageCollector open = collector;
        if (open != null) {
            open.close();
        }
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the content has not begun");
        }
        return value;
    }
}
