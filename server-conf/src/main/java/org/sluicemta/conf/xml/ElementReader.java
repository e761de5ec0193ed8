package org.sluicemta.conf.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values from an element and remembers what was asked for, so that {@link #finish()} can report everything
 * else. A value that can't be parsed becomes a problem, and the given stand-in is returned. Reading then continues, and
 * the result is discarded because there are problems.
 *
 * <p>The help texts given with each value also make up the schema and the reference page: see {@link #describing}.
 */
public final class ElementReader {
    private final XmlElement element;
    private final Problems problems;
    private final ElementPlace place;
    private final @Nullable ElementDescription description;
    private final ExpectedParts expected = new ExpectedParts();
    private final Map<String, List<ElementReader>> readers = new TreeMap<>();

    private ElementReader(
            XmlElement element, Problems problems, ElementPlace place, @Nullable ElementDescription description) {
        this.element = element;
        this.problems = problems;
        this.place = place;
        this.description = description;
        problems.place(element, place.path());
    }

    /** A reader for a file's root element, which must have this name. */
    public static ElementReader root(XmlElement root, String name, Problems problems) {
        if (!root.name().equals(name)) {
            problems.add(
                    root.where(), "the root element must be <" + name + ">, got <" + root.name() + ">", "Rename it");
        }
        return new ElementReader(root, problems, ElementPlace.ROOT, null);
    }

    /** A reader without input, in which every element occurs once and is empty. It describes what is asked of it. */
    public static ElementReader describing(String name, String help) {
        return describing(new ElementDescription(name, help));
    }

    private static ElementReader describing(ElementDescription description) {
        XmlElement none = new XmlElement("", 0, description.name(), Map.of(), List.of(), "");
        return new ElementReader(none, new Problems(), ElementPlace.ROOT, description);
    }

    /** What was asked for. Throws IllegalStateException when this reader reads a file. */
    public ElementDescription description() {
        if (description == null) {
            throw new IllegalStateException("this reader reads " + where());
        }
        return description;
    }

    public String where() {
        return element.where();
    }

    public XmlElement element() {
        return element;
    }

    /** Reports a problem with this element, prefixed with its pool, source or rule. */
    public void problem(String what, String hint) {
        problems.add(where(), place.explain(what), hint);
    }

    /** An optional attribute; empty counts as absent. */
    public <T> Optional<T> optional(String attribute, ValueType<T> type, String help) {
        describe(attribute, type, false, "", help);
        return read(attribute, type);
    }

    private void describe(String attribute, ValueType<?> type, boolean needed, String otherwise, String help) {
        if (description != null) {
            description.add(new ElementDescription.Attribute(attribute, type, needed, otherwise, help));
        }
    }

    private <T> Optional<T> read(String attribute, ValueType<T> type) {
        expected.attribute(attribute);
        String text = element.attributes().getOrDefault(attribute, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        problems.read(new Setting(element.file(), place.path(), attribute, text, true));
        return parse(attribute, text, type);
    }

    /** An attribute with a default for when it is absent or empty. */
    public <T> T attribute(String attribute, ValueType<T> type, T otherwise, String help) {
        describe(attribute, type, false, ValueTypes.show(type, otherwise), help);
        Optional<T> value = read(attribute, type);
        if (element.attributes().getOrDefault(attribute, "").isBlank()) {
            problems.read(
                    new Setting(element.file(), place.path(), attribute, ValueTypes.show(type, otherwise), false));
        }
        return value.orElse(otherwise);
    }

    /** A mandatory attribute. If it is missing, a problem is reported and the stand-in returned. */
    public <T> T required(String attribute, ValueType<T> type, T standIn, String help) {
        describe(attribute, type, true, "", help);
        Optional<T> value = read(attribute, type);
        if (value.isEmpty() && element.attributes().getOrDefault(attribute, "").isBlank()) {
            problem(
                    "<" + element.name() + "> needs the attribute " + attribute + ", got none",
                    "Give " + type.description());
        }
        return value.orElse(standIn);
    }

    /** A value that is never printed. */
    public @Nullable String secret(String attribute, String help) {
        describe(attribute, ValueTypes.TEXT, false, "", help);
        expected.attribute(attribute);
        String text = element.attributes().getOrDefault(attribute, "");
        if (text.isEmpty()) {
            return null;
        }
        problems.read(new Setting(element.file(), place.path(), attribute, "[REDACTED]", true));
        return text;
    }

    /** The element's own text, which is mandatory. */
    public <T> Optional<T> text(ValueType<T> type) {
        expected.text();
        if (description != null) {
            description.hasText(type);
            return Optional.empty();
        }
        if (element.text().isEmpty()) {
            problem("<" + element.name() + "> is empty", "Write " + type.description() + " in it");
            return Optional.empty();
        }
        problems.read(new Setting(element.file(), place.path(), "", element.text(), true));
        return parse("<" + element.name() + ">", element.text(), type);
    }

    /** Children described earlier. */
    public List<ElementReader> children(String name) {
        return children(name, "");
    }

    /**
     * All children of that name.
     *
     * @param help one sentence for the schema and the reference page
     */
    public List<ElementReader> children(String name, String help) {
        expected.element(name);
        return readers.computeIfAbsent(name, any -> description == null ? readersOf(name) : described(name, help));
    }

    private List<ElementReader> readersOf(String name) {
        return element.children().stream()
                .filter(child -> child.name().equals(name))
                .map(child -> new ElementReader(child, problems, place.child(child), null))
                .toList();
    }

    /** A nested element of the same kind isn't described again. */
    private List<ElementReader> described(String name, String help) {
        ElementDescription whole = description();
        if (name.equals(whole.name())) {
            whole.open();
            return List.of();
        }
        return List.of(describing(whole.child(name, help)));
    }

    /** The child of that name; a second one is a problem. */
    public Optional<ElementReader> child(String name, String help) {
        List<ElementReader> found = children(name, help);
        if (found.size() > 1) {
            found.get(1).problem("<" + name + "> may stand here once, got " + found.size(), "Keep one of them");
            found.stream().skip(1).forEach(ElementReader::leaveOpen);
        }
        return found.stream().findFirst();
    }

    /** The child of that name, or an empty one, whose defaults then apply. */
    public ElementReader childOrEmpty(String name, String help) {
        return child(name, help).orElseGet(() -> {
            XmlElement none = new XmlElement(element.file(), element.line(), name, Map.of(), List.of(), "");
            return new ElementReader(none, problems, place.child(none), null);
        });
    }

    /** The text of the optional child of that name. */
    public <T> Optional<T> value(String name, ValueType<T> type, String help) {
        return child(name, help).flatMap(child -> child.text(type));
    }

    /** The same with a default. */
    public <T> T value(String name, ValueType<T> type, T otherwise, String help) {
        String shown = ValueTypes.show(otherwise);
        Optional<ElementReader> child = child(name, shown.isEmpty() ? help : help + " " + shown + " by default.");
        if (child.isEmpty()) {
            problems.read(new Setting(element.file(), place.pathOf(name), "", shown, false));
        }
        return child.flatMap(one -> one.text(type)).orElse(otherwise);
    }

    /** The texts of all children of that name. */
    public <T> List<T> texts(String name, ValueType<T> type, String help) {
        List<T> values = new ArrayList<>();
        for (ElementReader child : children(name, help)) {
            child.text(type).ifPresent(values::add);
        }
        return values;
    }

    /** Anything else in this element is allowed (a mailet's own parameters). */
    public void leaveOpen() {
        expected.anything();
        if (description != null) {
            description.open();
        }
    }

    /** Reports everything nobody asked for, here and below. Call it once, on the root. */
    public void finish() {
        expected.refuseOthers(element, place, problems);
        readers.values().forEach(all -> all.forEach(ElementReader::finish));
    }

    private <T> Optional<T> parse(String subject, String text, ValueType<T> type) {
        try {
            return Optional.of(type.parse().apply(text));
        } catch (IllegalArgumentException | ArithmeticException e) {
            problem(subject + " must be " + type.description() + ", got \"" + text + "\"", Suggestion.of(type, text));
            return Optional.empty();
        }
    }
}
