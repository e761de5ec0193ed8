package org.sluicemta.phrase;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.Label;

/** A mail program whose reports no standard describes. Each is a {@code <mailer>} of {@code phrases.xml}. Immutable. */
public final class Mailer {
    private final String name;
    private final Layout layout;
    private final @Nullable BuiltInMailer builtIn;
    private final Map<Part, Phrases> parts = new EnumMap<>(Part.class);
    private final List<String> examples;
    private final List<String> counterExamples;

    private Mailer(
            String name,
            Layout layout,
            @Nullable BuiltInMailer builtIn,
            Map<Part, List<String>> parts,
            List<String> examples,
            List<String> counterExamples) {
        this.name = name;
        this.layout = layout;
        this.builtIn = builtIn;
        for (Part part : Part.values()) {
            this.parts.put(part, Phrases.of(parts.getOrDefault(part, List.of())));
        }
        this.examples = List.copyOf(examples);
        this.counterExamples = List.copyOf(counterExamples);
    }

    /**
     * A mailer described by its phrases.
     *
     * @param parts a part that is left out has no phrases
     * @param examples texts of reports by this mailer
     * @param counterExamples texts that this mailer didn't write
     */
    public static Mailer described(
            String name,
            Layout layout,
            Map<Part, List<String>> parts,
            List<String> examples,
            List<String> counterExamples) {
        return new Mailer(name, layout, null, parts, examples, counterExamples);
    }

    public static Mailer builtIn(BuiltInMailer mailer) {
        return new Mailer(mailer.label(), Layout.BUILT_IN, mailer, Map.of(), List.of(), List.of());
    }

    /** How the failed recipients are written. */
    public enum Layout {
        /** Each begins a line, and what was said about it follows. */
        LIST,
        /** Each follows a {@code <lead>}, in the same line or at the beginning of the next. */
        SENTENCES,
        /** The server's own code reads it. */
        BUILT_IN;

        /** Its name in {@code phrases.xml}. */
        public String label() {
            return Label.of(this);
        }
    }

    /** What a phrase is looked for. */
    public enum Part {
        KNOWN("Words that only this mailer uses: one of them must be in the report."),
        ALSO("Words of which one must be there as well."),
        LIST_AFTER("Of a list: words on the line above the recipients. Without them the whole report is the list."),
        LIST_UNTIL("Of a list: words on the line below the recipients."),
        REASON_AFTER("Of a list: words on the line above a reason that is given once for all recipients."),
        REASON_UNTIL("Of a list: words on the line below that reason."),
        LEAD("Of sentences: words right in front of a failed address. Without <known> they also identify the mailer, in"
                + " a message whose header says twice that it is a report, or at the beginning.");

        private final String meaning;

        Part(String meaning) {
            this.meaning = meaning;
        }

        /** A sentence for people. */
        public String meaning() {
            return meaning;
        }

        /** Its name in {@code phrases.xml}. */
        public String label() {
            return Label.of(this);
        }
    }

    public String name() {
        return name;
    }

    public Layout layout() {
        return layout;
    }

    /** Which built-in mailer it is. Throws NullPointerException if it's described by phrases. */
    public BuiltInMailer builtIn() {
        return Objects.requireNonNull(builtIn, name);
    }

    public Phrases phrases(Part part) {
        return Objects.requireNonNull(parts.get(part));
    }

    /** Whether a report, flat, is by this mailer; always false for a built-in one. */
    public boolean wrote(String flat) {
        Part first = hasOwnWords() ? Part.KNOWN : Part.LEAD;
        Phrases also = phrases(Part.ALSO);
        return phrases(first).in(flat) && (also.isEmpty() || also.in(flat));
    }

    /** Whether there are words that only this mailer uses, and not just leads. */
    public boolean hasOwnWords() {
        return !phrases(Part.KNOWN).isEmpty();
    }

    public List<String> examples() {
        return examples;
    }

    public List<String> counterExamples() {
        return counterExamples;
    }
}
