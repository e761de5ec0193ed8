package org.sluicemta.bounce.text;

import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/** KDDI (au one net): {@code Your mail sent on: date Could not be delivered to: <address> As their mailbox is full.} */
final class Kddi implements Recogniser {
    private static final Phrases KNOWN = Phrases.of("your mail sent on:");
    private static final Sentences SENTENCES = new Sentences(Phrases.of("could not be delivered to"));

    @Override
    public Optional<TextReport> read(ReportText text) {
        return text.has(KNOWN)
                ? TextReport.of("kddi", text, SENTENCES.read(text.lines(), text.words()))
                : Optional.empty();
    }
}
