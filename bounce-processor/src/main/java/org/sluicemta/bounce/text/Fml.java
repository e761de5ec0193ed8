package org.sluicemta.bounce.text;

import java.util.Optional;

/** The fml mailing list server refusing a message: the list in one sentence. */
final class Fml implements Recogniser {
    private static final Sentences SENTENCES = new Sentences(Phrases.of(
            "duplicated message-id in", "loop alert", "mail loop", "you are not a member of", "not member of"));

    @Override
    public Optional<TextReport> read(ReportText text) {
        return text.headers().has("X-MLServer")
                        && text.headers().first("X-MLServer").contains("fml")
                ? TextReport.of("fml", text, SENTENCES.read(text.lines()))
                : Optional.empty();
    }
}
