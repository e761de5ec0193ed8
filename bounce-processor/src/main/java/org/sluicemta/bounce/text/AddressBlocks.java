package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of failed addresses: each begins a line, and what follows it, down to a blank line or the next address, are
 * the words about it. Lines indented deeper than the address always belong to it, so an address quoted in an answer is
 * not taken for another recipient.
 */
final class AddressBlocks {
    private static final int MAX_FAILURES = 1_000;

    private final List<String> lines;
    private final int to;
    private final Words lexicon;
    private final List<TextFailure> failures = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private @Nullable AddressLine current;
    private boolean blankSeen;
    private String above = "";

    private AddressBlocks(List<String> lines, int to, Words lexicon) {
        this.lines = lines;
        this.to = to;
        this.lexicon = lexicon;
    }

    /** Reads the whole report. */
    static List<TextFailure> read(List<String> lines, Words words) {
        return read(lines, 0, lines.size(), words);
    }

    /** Reads the lines from {@code from} (inclusive) to {@code to} (exclusive). */
    static List<TextFailure> read(List<String> lines, int from, int to, Words words) {
        AddressBlocks blocks = new AddressBlocks(lines, to, words);
        for (int i = Math.max(0, from); i < to; i++) {
            blocks.line(lines.get(i));
        }
        blocks.end();
        return blocks.failures;
    }

    private void line(String line) {
        if (line.isBlank()) {
            blankSeen = true;
            return;
        }
        if (failures.size() >= MAX_FAILURES) {
            return;
        }
        AddressLine start = LabelledAddresses.isSenderLabel(above, lexicon) ? null : AddressLine.parse(line, lexicon);
        if (start != null && begins(start)) {
            end();
            begin(start);
        } else if (current != null) {
            follow(line);
        }
        blankSeen = false;
        above = line;
    }

    private void begin(AddressLine start) {
        List<String> others = start.listedAfter(lexicon);
        current = start;
        if (others.isEmpty() && !start.rest().isEmpty()) {
            words.add(start.rest());
        }
        others.forEach(each -> failures.add(TextFailure.of(each, "")));
    }

    /** Deeper than the address above and directly under it: a quoted address, not the next recipient. */
    private boolean begins(AddressLine start) {
        return current == null || start.indent() <= current.indent();
    }

    private void follow(String line) {
        AddressLine open = current;
        boolean deeper = open != null && AddressLine.indent(line) > open.indent();
        if (blankSeen && !deeper && !words.isEmpty()) {
            end();
        } else {
            words.add(line.strip());
        }
    }

    private void end() {
        if (current != null) {
            failures.add(TextFailure.of(current.address(), words));
        }
        current = null;
        words.clear();
    }
}
