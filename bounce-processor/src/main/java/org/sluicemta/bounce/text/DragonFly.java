package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/** The DragonFly Mail Agent: one address in one sentence, the answer in the paragraph below. */
final class DragonFly implements Recogniser {
    private static final Phrases KNOWN = Phrases.of("this is the dragonfly mail agent");
    private static final Sentences SENTENCES = new Sentences(Phrases.of("delivering your mail to"));

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!text.has(KNOWN)) {
            return Optional.empty();
        }
        List<String> lines = text.lines();
        List<TextFailure> found = SENTENCES.read(lines, text.words()).stream()
                .map(each -> TextFailure.of(each.address(), lines.subList(Math.min(3, lines.size()), lines.size())))
                .toList();
        return TextReport.of("dragonfly", text, found);
    }
}
