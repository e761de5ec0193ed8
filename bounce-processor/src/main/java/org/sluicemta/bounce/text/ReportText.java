package org.sluicemta.bounce.text;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * The words of a message that may be a report: its header, and the lines of its text down to where the returned
 * original begins. Only the head of a long text is kept, since every mailer says what happened first.
 */
public final class ReportText {
    private static final int MAX_OPENING = 160;
    private static final int MAX_BEGINNING = 300;
    private static final int MAX_OWN = 1_000;
    private static final int MAX_FLAT = 32 << 10;

    private final Headers headers;
    private final Words words;
    private final List<String> lines;
    private final Headers original;
    private final String pasted;
    private final String flat;
    private final String subject;
    private final String from;
    private final Hints hints;
    private final Map<PhraseFamily, Boolean> said = new EnumMap<>(PhraseFamily.class);

    private ReportText(Headers headers, List<String> lines, Headers original, String pasted, Words words) {
        this.words = words;
        this.pasted = pasted;
        this.headers = headers;
        this.hints = Hints.of(headers, words);
        this.lines = hints.onlySubject() ? openingOf(lines, words) : List.copyOf(lines);
        this.original = original;
        this.flat = flatten(this.lines);
        this.subject = Phrases.flat(headers.decoded("Subject"));
        this.from = headers.first("From").toLowerCase(Locale.ROOT);
    }

    /**
     * All lines, if they open as reports do, else none: a person who asks about a report writes something before it,
     * and quotes it.
     */
    private static List<String> openingOf(List<String> lines, Words words) {
        int length = 0;
        for (String line : lines) {
            if (words.open(Phrases.flat(line))) {
                return lines.stream().filter(each -> !each.startsWith(">")).toList();
            }
            length += line.strip().length();
            if (length > MAX_OPENING || line.startsWith(">")) {
                return List.of();
            }
        }
        return List.of();
    }

    /**
     * Reads the text of a message.
     *
     * @param headers header of the message
     * @param parts leaf parts of the message, attached messages left out
     * @param attached header of the first attached message, or an empty one
     * @param words by which it is read
     */
    public static ReportText of(Headers headers, List<Part> parts, Headers attached, Words words) {
        List<String> lines = PartLines.of(parts, words);
        OriginalSplit split = OriginalSplit.of(lines, words);
        Headers original = attached.fields().isEmpty() ? split.original() : attached;
        String pasted = pasted(lines, split, words);
        return new ReportText(headers, lines.subList(0, split.reportEnd()), original, pasted, words);
    }

    /** The rest of the text, where it is a report pasted in with its header and all, else nothing. */
    private static String pasted(List<String> lines, OriginalSplit split, Words words) {
        Hints hints = Hints.of(split.original(), words);
        boolean report = hints.marked() || hints.mailer() && (hints.subject() || hints.nullSender());
        return report ? String.join("\n", lines.subList(split.reportEnd(), lines.size())) : "";
    }

    /**
     * A whole report, header and body, found in the text where a returned original would be; empty if there is none.
     */
    public String pasted() {
        return pasted;
    }

    /** By which it is read. */
    Words words() {
        return words;
    }

    /** Whether a phrase of the family occurs in the report. It is searched once, however many readers ask. */
    boolean says(PhraseFamily family) {
        return said.computeIfAbsent(family, asked -> words.in(asked, flat));
    }

    /** Whether one of these occurs in the report. */
    boolean has(Phrases phrases) {
        return phrases.in(flat);
    }

    /** Header of the message. */
    Headers headers() {
        return headers;
    }

    /** The lines of the report, trailing white space cut, without the returned original. */
    public List<String> lines() {
        return lines;
    }

    /** The report as one line in lower case, see {@link Phrases#flat(String)}. */
    String flat() {
        return flat;
    }

    /** The first words of the report, flat: a mailer says there what happened. */
    String opening() {
        return flat.substring(0, Math.min(MAX_BEGINNING, flat.length()));
    }

    /** The decoded subject, flat. */
    String subject() {
        return subject;
    }

    /** What the header says about being written by a machine. */
    Hints hints() {
        return hints;
    }

    /** The host that wrote the report, in lower case, or null when it does not say. */
    public @Nullable String reportingHost() {
        return ReportingHost.find(this);
    }

    /** The From field in lower case. */
    String from() {
        return from;
    }

    /** Header of the returned original, from an attached message or from the text; empty when there is none. */
    public Headers original() {
        return original;
    }

    /**
     * Addresses that the report is from or to and that the original is from, in lower case: they are rarely what
     * failed.
     */
    Set<String> ownAddresses() {
        Set<String> own = new HashSet<>();
        for (String name : List.of("From", "To", "Sender", "Reply-To", "Delivered-To", "X-Original-To", "Errors-To")) {
            headers.all(name).forEach(value -> addTo(own, value));
        }
        for (String name : List.of("From", "Return-Path", "Sender")) {
            addTo(own, original.first(name));
        }
        return own;
    }

    private static void addTo(Set<String> own, String field) {
        if (own.size() < MAX_OWN) {
            AddressText.all(field).forEach(each -> own.add(each.toLowerCase(Locale.ROOT)));
        }
    }

    static ReportText of(Headers headers, List<String> lines, Words words) {
        OriginalSplit split = OriginalSplit.of(lines, words);
        return new ReportText(headers, lines.subList(0, split.reportEnd()), split.original(), "", words);
    }

    static String flatten(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() >= MAX_FLAT) {
                break;
            }
            text.append(line).append('\n');
        }
        return Phrases.flat(text.toString());
    }
}
