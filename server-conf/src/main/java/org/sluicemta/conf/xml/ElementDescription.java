package org.sluicemta.conf.xml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an element may contain, as its reader asks for it. Derived by a reader that is given nothing to read. */
public final class ElementDescription {
    private final String name;
    private final String help;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<String, ElementDescription> children = new LinkedHashMap<>();
    private @Nullable ValueType<?> text;
    private boolean open;

    /**
     * @param otherwise default value as written in the file; empty for none
     * @param help one sentence
     */
    public record Attribute(String name, ValueType<?> type, boolean needed, String otherwise, String help) {}

    ElementDescription(String name, String help) {
        this.name = name;
        this.help = help;
    }

    public String name() {
        return name;
    }

    public String help() {
        return help;
    }

    public Iterable<Attribute> attributes() {
        return attributes.values();
    }

    public Iterable<ElementDescription> children() {
        return children.values();
    }

    /** The form of its own text, if it may have any. */
    public Optional<ValueType<?>> text() {
        return Optional.ofNullable(text);
    }

    /** Whether it may contain anything else. */
    public boolean isOpen() {
        return open;
    }

    void add(Attribute attribute) {
        attributes.putIfAbsent(attribute.name(), attribute);
    }

    ElementDescription child(String childName, String childHelp) {
        return children.computeIfAbsent(childName, any -> new ElementDescription(childName, childHelp));
    }

    void hasText(ValueType<?> type) {
        text = type;
    }

    void open() {
        open = true;
    }
}
