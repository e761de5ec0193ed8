package org.sluicemta.bounce.text;

import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/** Google Groups refusing a post, in any language: only a header field names the group. */
final class GoogleGroups implements Recogniser {
    private static final Phrases KNOWN =
            Phrases.of("groups.google.com/support", "google groups", "** message not delivered **");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!text.headers().has("X-Failed-Recipients") || !text.has(KNOWN)) {
            return Optional.empty();
        }
        return TextReport.of("google-groups", text, FailedRecipientsHeader.read(text));
    }
}
