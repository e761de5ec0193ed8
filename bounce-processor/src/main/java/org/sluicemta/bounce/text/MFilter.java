package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/** Digital Arts m-FILTER: Japanese words, the address, then {@code -------server message} with the answer. */
final class MFilter extends ListingMailer {
    private static final Phrases ANSWER = Phrases.of("-------server message");
    private static final Phrases COMMAND = Phrases.of("-------smtp command");

    MFilter() {
        super("m-filter", ANSWER, Phrases.of("以下のメールアドレスへの", "メールアドレス"), ANSWER);
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        return SharedWords.explain(super.failures(text), SharedWords.between(text.lines(), ANSWER, COMMAND));
    }
}
