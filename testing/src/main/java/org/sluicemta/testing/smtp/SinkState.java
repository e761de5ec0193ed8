package org.sluicemta.testing.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one session has learned so far. */
final class SinkState {
    private final SinkWire wire;
    private final int connectionNumber;
    private String heloName = "";
    private boolean tls;
    private Optional<String> authIdentity = Optional.empty();
    private Optional<EnvelopeAddress> mailFrom = Optional.empty();
    private final List<EnvelopeAddress> accepted = new ArrayList<>();
    private int messageNumber = 1;

    SinkState(SinkWire wire, int connectionNumber, boolean tls) {
        this.wire = wire;
        this.connectionNumber = connectionNumber;
        this.tls = tls;
    }

    SinkContext at(SinkPhase phase) {
        return context(phase, mailFrom, Optional.empty());
    }

    SinkContext atMail(EnvelopeAddress sender) {
        return context(SinkPhase.MAIL, Optional.of(sender), Optional.empty());
    }

    SinkContext atRcpt(EnvelopeAddress recipient) {
        return context(SinkPhase.RCPT, mailFrom, Optional.of(recipient));
    }

    private SinkContext context(
            SinkPhase phase, Optional<EnvelopeAddress> sender, Optional<EnvelopeAddress> recipient) {
        return new SinkContext(
                phase,
                wire.peer(),
                wire.local(),
                connectionNumber,
                messageNumber,
                heloName,
                tls,
                authIdentity,
                sender,
                recipient,
                accepted);
    }

    void hello(String name) {
        heloName = name;
        endTransaction();
    }

    /** RFC 3207 section 4.2: everything learned before the handshake is forgotten. */
    void secured() {
        tls = true;
        heloName = "";
        authIdentity = Optional.empty();
        endTransaction();
    }

    void authenticated(String identity) {
        authIdentity = Optional.of(identity);
    }

    void begin(EnvelopeAddress sender) {
        mailFrom = Optional.of(sender);
    }

    void accept(EnvelopeAddress recipient) {
        accepted.add(recipient);
    }

    void endMessage() {
        messageNumber++;
        endTransaction();
    }

    void endTransaction() {
        mailFrom = Optional.empty();
        accepted.clear();
    }

    boolean inTransaction() {
        return mailFrom.isPresent();
    }

    boolean hasRecipients() {
        return !accepted.isEmpty();
    }

    boolean isSecured() {
        return tls;
    }

    boolean isAuthenticated() {
        return authIdentity.isPresent();
    }
}
