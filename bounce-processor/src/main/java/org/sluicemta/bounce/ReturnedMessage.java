package org.sluicemta.bounce;

import java.util.Optional;
import org.sluicemta.bounce.text.Returned;

/** Reads returned messages whose text no other reader recognises. */
final class ReturnedMessage implements ReportReader {
    private final TextMailers mailers;

    ReturnedMessage(TextMailers mailers) {
        this.mailers = mailers;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        if (!message.mayBeReport() && !message.hints().automaton() || Carriers.isFromPerson(message)) {
            return Optional.empty();
        }
        return Returned.read(message.reportText()).map(report -> mailers.finding(report, message.reportText()));
    }
}
