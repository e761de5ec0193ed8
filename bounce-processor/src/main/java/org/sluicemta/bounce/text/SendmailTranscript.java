package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/**
 * The transcript of a session as sendmail prints it: {@code >>>} what was said, {@code <<<} what was answered, and
 * {@code 550 <user@host>... words} as the verdict on an address.
 */
final class SendmailTranscript {
    private static final Phrases HEADING =
            Phrases.of("transcript of session follows", "session transcript follows", "transcript of the session");

    private final List<TextFailure> verdicts = new ArrayList<>();
    private String answer = "";
    private String only = "";

    private SendmailTranscript() {}

    /** Reads the transcript, if the report has one. */
    static SendmailTranscript read(List<String> lines) {
        SendmailTranscript transcript = new SendmailTranscript();
        int heading = HEADING.lineIn(lines, 0);
        if (heading >= 0) {
            for (String line : lines.subList(heading + 1, lines.size())) {
                if (line.strip().startsWith("-----")) {
                    break;
                }
                transcript.line(line.strip());
            }
        }
        return transcript;
    }

    /** The verdicts on addresses, each with the remote answer in front of it. */
    List<TextFailure> verdicts() {
        return verdicts;
    }

    /** The failure with the verdict on its address as its words; with the last answer when no verdict names it. */
    TextFailure explain(TextFailure failure) {
        for (TextFailure verdict : verdicts) {
            if (verdict.key().equals(failure.key())) {
                return verdict;
            }
        }
        String known = failure.diagnostic() == null ? "" : failure.diagnostic() + " ";
        return only.isEmpty() ? failure : TextFailure.of(failure.address(), known + only);
    }

    private void line(String line) {
        if (line.startsWith("<<<") || line.startsWith(">>>")) {
            answer = line.startsWith("<<<") ? line.substring(3).strip() : "";
            only = answer.isEmpty() ? only : answer;
        } else if (isFailure(line)) {
            only = only.isEmpty() ? line : only;
            verdict(line);
            answer = "";
        }
    }

    private void verdict(String line) {
        int dots = line.indexOf("...");
        String address = dots < 0 ? null : AddressText.first(line.substring(0, dots));
        if (address != null) {
            verdicts.add(TextFailure.of(address, answer.isEmpty() ? line : answer + " / " + line));
        }
    }

    private static boolean isFailure(String line) {
        return line.length() > 4
                && (line.charAt(0) == '4' || line.charAt(0) == '5')
                && Character.isDigit(line.charAt(1))
                && Character.isDigit(line.charAt(2))
                && (line.charAt(3) == ' ' || line.charAt(3) == '-');
    }
}
