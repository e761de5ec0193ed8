package org.sluicemta.bounce.text;

import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/** MailFoundry: {@code Unable to deliver message to: <address>} and the reason below it. */
final class MailFoundry implements Recogniser {
    private static final Phrases KNOWN = Phrases.of("unable to deliver message to: <");
    private static final Phrases REASON = Phrases.of("delivery failed for the following reason");
    private static final Sentences SENTENCES = new Sentences(Phrases.of("unable to deliver message to:"));

    @Override
    public Optional<TextReport> read(ReportText text) {
        return text.has(KNOWN) && text.has(REASON)
                ? TextReport.of("mailfoundry", text, SENTENCES.read(text.lines(), text.words()))
                : Optional.empty();
    }
}
