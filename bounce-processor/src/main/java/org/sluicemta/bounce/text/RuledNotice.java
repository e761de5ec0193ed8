package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/** A gateway without a name: {@code * address} below one sentence, and technical details between rules of equals signs. */
final class RuledNotice extends ListingMailer {
    private static final Phrases DETAILS = Phrases.of("technical details:");
    private static final Phrases RULE = Phrases.of("==========");

    RuledNotice() {
        super(
                "ruled-notice",
                Phrases.of(
                        "delivery to the following recipients was aborted",
                        "delevery to the following recipients was aborted",
                        "delivery to the following recipients failed permanently: *",
                        "delevery to the following recipients failed"),
                Phrases.of("to the following recipients"),
                Phrases.of("=========="));
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        return SharedWords.explain(super.failures(text), SharedWords.between(text.lines(), DETAILS, RULE));
    }
}
