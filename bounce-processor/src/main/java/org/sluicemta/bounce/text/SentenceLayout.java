package org.sluicemta.bounce.text;

import java.util.Optional;
import org.sluicemta.phrase.Mailer;
import org.sluicemta.phrase.Mailer.Part;

/** A mailer of {@code phrases.xml} that names each failed address in a sentence. */
final class SentenceLayout implements Recogniser {
    private final Mailer mailer;
    private final Sentences sentences;

    SentenceLayout(Mailer mailer) {
        this.mailer = mailer;
        this.sentences = new Sentences(mailer.phrases(Part.LEAD));
    }

    @Override
    public Optional<TextReport> read(ReportText text) {
        return isBy(text)
                ? TextReport.of(mailer.name(), text, sentences.read(text.lines(), text.words()))
                : Optional.empty();
    }

    /** People write such sentences, too. Without words of the mailer's own it takes a header, or a report that opens so. */
    private boolean isBy(ReportText text) {
        return mailer.wrote(text.flat())
                && (mailer.hasOwnWords() || text.hints().count() >= 2 || mailer.wrote(text.opening()));
    }
}
