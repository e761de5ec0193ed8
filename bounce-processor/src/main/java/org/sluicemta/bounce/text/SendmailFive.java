package org.sluicemta.bounce.text;

import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/** sendmail 5 (IDA, SunOS, Ultrix): nothing but the transcript names the failed addresses. */
final class SendmailFive implements Recogniser {
    private static final Phrases KNOWN = Phrases.of("transcript of session follows", "transcript of session is");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!text.has(KNOWN)) {
            return Optional.empty();
        }
        return TextReport.of(
                "sendmail5", text, SendmailTranscript.read(text.lines()).verdicts());
    }
}
