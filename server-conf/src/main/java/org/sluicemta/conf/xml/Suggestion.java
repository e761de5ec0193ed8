package org.sluicemta.conf.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Suggests the valid form of a value: {@code 4 days} should be {@code 4d}. */
final class Suggestion {
    private static final Pattern TIME_WORDS = Pattern.compile(
            "([0-9]+)\\s*(days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|milliseconds?|ms)\\b");
    private static final Pattern SIZE_WORDS = Pattern.compile("([0-9]+)\\s*([kmg])(i?b)?");
    private static final Pattern CHOICES = Pattern.compile("one of ([^()]*)");
    private static final Pattern EXAMPLE = Pattern.compile("such as ([^\\s,()]+)");

    private Suggestion() {}

    /** What to do about it; the end of an error message. Empty where nothing more is known than what it must be. */
    static String of(ValueType<?> type, String text) {
        return meant(type, text)
                .map(value -> "Write " + value)
                .or(() -> example(type).map(value -> "For example: " + value))
                .orElse("");
    }

    private static Optional<String> meant(ValueType<?> type, String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        Stream<String> spellings = Stream.of(
                lower,
                lower.replace('_', '-').replace(' ', '-'),
                lower.replace(" ", ""),
                lower.replaceAll("\\.+$", ""),
                lower.replaceAll("^[a-z]+://|/.*$", ""),
                time(lower),
                size(lower),
                truth(lower));
        return Stream.concat(spellings, nearest(type, lower).stream())
                .filter(value -> !value.isEmpty() && !value.equals(text) && isGood(type, value))
                .findFirst();
    }

    private static boolean isGood(ValueType<?> type, String value) {
        try {
            return type.parse().apply(value) != null;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    private static String time(String lower) {
        return TIME_WORDS
                .matcher(lower)
                .replaceAll(found -> found.group(1) + unit(found.group(2)))
                .replaceAll("\\s+|,|and", "");
    }

    private static String unit(String word) {
        return word.startsWith("ms") || word.startsWith("milli") ? "ms" : word.substring(0, 1);
    }

    private static String size(String lower) {
        Matcher found = SIZE_WORDS.matcher(lower);
        return found.matches() ? found.group(1) + found.group(2).toUpperCase(Locale.ROOT) + "iB" : "";
    }

    private static String truth(String lower) {
        return switch (lower) {
            case "yes", "on", "1", "y" -> "true";
            case "no", "off", "0", "n" -> "false";
            default -> "";
        };
    }

    private static Optional<String> nearest(ValueType<?> type, String lower) {
        Matcher choices = CHOICES.matcher(type.description());
        if (!choices.find()) {
            return Optional.empty();
        }
        List<String> known = Arrays.stream(choices.group(1).split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return Nearest.to(lower, known);
    }

    private static Optional<String> example(ValueType<?> type) {
        Matcher example = EXAMPLE.matcher(type.description());
        return example.find() ? Optional.of(example.group(1)) : Optional.empty();
    }
}
