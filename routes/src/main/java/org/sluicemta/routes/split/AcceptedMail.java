package org.sluicemta.routes.split;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.mail.EnvelopeRecipient;

/**
 * A message on its way through a route, for all of its recipients or some. It is the body of the exchange, and {@code
 * sluice:pool} places it. Valid until the route ends.
 */
public final class AcceptedMail {
    private final FinishedEnvelope envelope;
    private final Placements placements;
    private final MessageFields fields;

    AcceptedMail(FinishedEnvelope envelope, Placements placements) {
        this(envelope, placements, new MessageFields(envelope.content()));
    }

    private AcceptedMail(FinishedEnvelope envelope, Placements placements, MessageFields fields) {
        this.envelope = envelope;
        this.placements = placements;
        this.fields = fields;
    }

    /** With the recipients that this part of the message is for. */
    public FinishedEnvelope envelope() {
        return envelope;
    }

    /** Records what the route does with it. */
    public Placements placements() {
        return placements;
    }

    /** The recipients' domain, if they all have the same. */
    public Optional<String> domain() {
        String first = envelope.recipients().getFirst().address().domain();
        return envelope.recipients().stream()
                        .allMatch(recipient -> recipient.address().domain().equals(first))
                ? Optional.of(first)
                : Optional.empty();
    }

    /** Its parts, one for each domain. For a {@code split} in a route: {@code ${body.byDomain}}. */
    public List<AcceptedMail> byDomain() {
        if (envelope.recipients().size() == 1) {
            return List.of(this);
        }
        Map<String, List<EnvelopeRecipient>> parts = new LinkedHashMap<>();
        for (EnvelopeRecipient recipient : envelope.recipients()) {
            parts.computeIfAbsent(recipient.address().domain(), domain -> new ArrayList<>())
                    .add(recipient);
        }
        return parts(parts.values());
    }

    /** Its parts, one for each recipient. For a {@code split} in a route: {@code ${body.byRecipient}}. */
    public List<AcceptedMail> byRecipient() {
        return parts(envelope.recipients().stream().map(List::of).toList());
    }

    private List<AcceptedMail> parts(Collection<List<EnvelopeRecipient>> recipients) {
        return recipients.stream()
                .map(some -> new AcceptedMail(envelope.to(some), placements, fields))
                .toList();
    }

    /** The first header field with that name, unfolded. The header is read on first use. */
    public Optional<String> field(String name) {
        return fields.first(name);
    }

    /** The message as it will be sent. */
    public InputStream open() throws IOException {
        return envelope.content().open();
    }

    @Override
    public String toString() {
        return "message " + envelope.id();
    }
}
