package org.sluicemta.testing.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A written SMTP talk with one step per line. Empty lines and lines that start with {@code #} are ignored.
 *
 * <pre>
 * C: text       send the text and CRLF
 * C> text       send the text alone
 * C+ text       like C: but held back and sent in one write with the next C: or C> (a pipelined group)
 * S: pattern    read one line; it must match
 * R: pattern    read one whole reply; it must match. A reply of several lines is matched as "250 one|two|three"
 * TLS           do a TLS handshake now, trusting anything
 * CLOSED        the server must close the connection now, without a reply
 * RESET         close the connection with a TCP reset; ends the talk
 * </pre>
 *
 * In a pattern, {@code *} matches anything and {@code \*} an asterisk. In sent text, {@code \r \n \t \0 \\} and
 * {@code \xNN} stand for bytes, <code>\{5000*ab}</code> for repeated text, and <code>${name}</code> everywhere for a
 * variable.
 *
 * @param name where it is from, for messages
 * @param steps in order
 */
public record Transcript(String name, List<Step> steps) {
    private static final Pattern LINE = Pattern.compile("(C:|C>|C\\+|S:|R:)(?: (.*))?|(TLS|CLOSED|RESET)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

    /** One line of a transcript. */
    public sealed interface Step {
        /** The line it is on, from 1. */
        int line();

        /** Bytes to send; {@code held}: together with the next ones. */
        record Send(int line, String source, byte[] bytes, boolean held) implements Step {}

        /** A line or a whole reply to read. */
        record Expect(int line, String source, Pattern pattern, boolean wholeReply) implements Step {}

        /** A TLS handshake. */
        record Handshake(int line) implements Step {}

        /** The end of the connection by the server. */
        record Closed(int line) implements Step {}

        /** The end of the connection by a reset of ours. */
        record ResetNow(int line) implements Step {}
    }

    public Transcript {
        steps = List.copyOf(steps);
    }

    /** Reads a transcript file; see {@link #parse}. */
    public static Transcript read(Path file, Map<String, String> variables) {
        try {
            return parse(String.valueOf(file.getFileName()), Files.readString(file), variables);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read transcript " + file, e);
        }
    }

    /**
     * Reads a transcript.
     *
     * @throws IllegalArgumentException if a line is none of the above or names an unknown variable
     */
    public static Transcript parse(String name, String text, Map<String, String> variables) {
        List<Step> steps = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\r?\n", -1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                steps.add(step(name, number, line, variables));
            }
        }
        return new Transcript(name, steps);
    }

    private static Step step(String name, int number, String line, Map<String, String> variables) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + ":" + number
                    + ": a step begins with C: C> C+ S: R: or is TLS, CLOSED or RESET, got \"" + line + "\"");
        }
        if (matcher.group(3) != null) {
            return switch (matcher.group(3)) {
                case "TLS" -> new Step.Handshake(number);
                case "CLOSED" -> new Step.Closed(number);
                default -> new Step.ResetNow(number);
            };
        }
        String text = matcher.group(2) == null ? "" : fill(name, number, matcher.group(2), variables);
        return switch (matcher.group(1)) {
            case "C:" -> new Step.Send(number, line, TranscriptText.line(text), false);
            case "C>" -> new Step.Send(number, line, TranscriptText.bytes(text), false);
            case "C+" -> new Step.Send(number, line, TranscriptText.line(text), true);
            case "S:" -> new Step.Expect(number, text, TranscriptText.pattern(text), false);
            default -> new Step.Expect(number, text, TranscriptText.pattern(text), true);
        };
    }

    private static String fill(String name, int number, String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = variables.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException(name + ":" + number + ": no variable ${" + found.group(1)
                        + "}; there are " + variables.keySet());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
