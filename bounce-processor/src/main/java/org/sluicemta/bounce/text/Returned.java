package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;

/**
 * A report whose words are in no list here, known by what it is: a mail system, without a return path or called a daemon,
 * sends a message back, the code of an answer and somebody's address, or one address and nobody else's.
 */
public final class Returned {
    private static final String NAME = "returned";

    private Returned() {}

    /** What it says, or empty when the message is no such report. */
    public static Optional<TextReport> read(ReportText text) {
        if (Generic.isAboutOthers(text) || Generic.isToTheReader(text)) {
            return Optional.empty();
        }
        Hints hints = text.hints();
        boolean daemon = text.from().contains("daemon"); // postmasters are people, too
        boolean machine = hints.mailer() && (hints.nullSender() || daemon);
        TextFailure whole = TextFailure.of("", text.lines());
        boolean coded = whole.smtpCode() != null || whole.status() != null;
        boolean returned = !text.original().fields().isEmpty();
        if (returned && (machine || coded && hints.nullSender())) {
            return found(text, new GenericPlaces(text).returned())
                    .or(() -> coded ? found(text, new GenericPlaces(text).guessed()) : Optional.empty());
        }
        if (machine && coded) {
            return found(text, new GenericPlaces(text).guessed());
        }
        boolean surely =
                machine && daemon && (hints.nullSender() || !text.headers().has("Return-Path"));
        return surely ? found(text, new GenericPlaces(text).onlyAddress()) : Optional.empty();
    }

    private static Optional<TextReport> found(ReportText text, List<TextFailure> failures) {
        return failures.size() > GenericPlaces.MAX_GUESSED ? Optional.empty() : TextReport.of(NAME, text, failures);
    }
}
