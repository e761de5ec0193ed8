package org.sluicemta.bounce.text;

import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/** Trend Micro InterScan: a dialogue with the arrows the wrong way round and {@code Unable to deliver message to <address>}. */
final class InterScan implements Recogniser {
    private static final Phrases KNOWN = Phrases.of("message from interscan", "interscan messaging security suite");
    private static final Sentences SENTENCES =
            new Sentences(Phrases.of("unable to deliver message to", "sent <<< rcpt to:", "rcpt to:"));

    @Override
    public Optional<TextReport> read(ReportText text) {
        return text.has(KNOWN)
                ? TextReport.of("interscan", text, SENTENCES.read(text.lines(), text.words()))
                : Optional.empty();
    }
}
