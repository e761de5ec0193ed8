package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;

/**
 * A report whose words aren't in any list, recognised by what it is: a mail system, without a return path or called a
 * daemon, sends a message back, the code of an answer and somebody's address, or one address and nobody else's.
 */
public final class Returned {
    private static final String NAME = "returned";

    private Returned() {}

    /** What it says, or empty if the message isn't such a report. */
    public static Optional<TextReport> read(ReportText text) {
        if (Generic.isAboutOthers(text) || Generic.isToTheReader(text)) {
            return Optional.empty();
        }
        Hints hints = text.hints();
        boolean daemon = text.from().contains("daemon") || text.from().contains("<>"); // postmasters are people, too
        boolean machine = hints.mailer() && (hints.nullSender() || daemon);
        TextFailure whole = TextFailure.of("", text.lines());
        boolean coded = whole.smtpCode() != null || whole.status() != null;
        boolean returned = !text.original().fields().isEmpty();
        if (returned && (machine || coded && hints.nullSender())) {
            return found(text, new GenericPlaces(text).returned())
                    .or(() -> coded ? found(text, new GenericPlaces(text).guessed()) : Optional.empty());
        }
        if (returned && hints.nullSender() && !Generic.isGenerated(text.headers())) {
            List<TextFailure> named = new GenericPlaces(text).namedRecipients();
            if (!named.isEmpty()) {
                return found(text, named);
            }
        }
        if (machine && coded) {
            return found(text, new GenericPlaces(text).guessed());
        }
        if (machine && answersAMessage(text, daemon)) {
            return found(text, new GenericPlaces(text).onlyAddress());
        }
        return quotesAnAnswer(text) || quotesAnAnswerInFull(text)
                ? alone(text, new GenericPlaces(text).guessed())
                : Optional.empty();
    }

    /** Whether a message without a return path holds the status of a failure: no person writes that, nor an absence. */
    public static boolean quotesAnAnswer(ReportText text) {
        return text.hints().nullSender()
                && !Generic.isGenerated(text.headers())
                && TextFailure.of("", text.lines()).status() != null;
    }

    /**
     * Whether an address that nobody reads, or a mail system with a return path of its own, passes on an answer with
     * both its code and its status, or with its status next to an address. Programs that write about the failures of
     * others quote them, or call their mail generated.
     */
    public static boolean quotesAnAnswerInFull(ReportText text) {
        Hints hints = text.hints();
        if (!hints.automaton() && !hints.mailer() || Generic.isGenerated(text.headers())) {
            return false;
        }
        List<String> own =
                text.lines().stream().filter(line -> !line.startsWith(">")).toList();
        return !Answers.areMany(own)
                && (Answers.inFull(String.join("\n", own)) || own.stream().anyMatch(Answers::besideAddress));
    }

    private static Optional<TextReport> alone(ReportText text, List<TextFailure> failures) {
        return failures.size() == 1 ? found(text, failures) : Optional.empty();
    }

    /** Whether the header leaves no doubt that a mail system answers one message, so that the words need not say so. */
    private static boolean answersAMessage(ReportText text, boolean daemon) {
        boolean pathless = !text.headers().has("Return-Path");
        return daemon && (pathless || Generic.isOfDaemon(text))
                || text.hints().nullSender() && (daemon || text.hints().marked());
    }

    private static Optional<TextReport> found(ReportText text, List<TextFailure> failures) {
        return failures.size() > GenericPlaces.MAX_GUESSED ? Optional.empty() : TextReport.of(NAME, text, failures);
    }
}
