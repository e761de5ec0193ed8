package org.sluicemta.conf.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.phrase.BuiltInMailer;
import org.sluicemta.phrase.Mailer;
import org.sluicemta.phrase.Mailer.Layout;
import org.sluicemta.phrase.Mailer.Part;

/** Reads the {@code <mailers>} of {@code phrases.xml}. */
final class Mailers {
    private static final ValueType<Layout> LAYOUT = ValueTypes.oneOf(Layout.class);
    private static final ValueType<BuiltInMailer> BUILT_IN = ValueTypes.oneOf(BuiltInMailer.class);
    private static final Set<Part> OF_SENTENCES = EnumSet.of(Part.KNOWN, Part.ALSO, Part.LEAD);

    private final Set<String> names = new HashSet<>();
    private final Set<BuiltInMailer> builtIn = EnumSet.noneOf(BuiltInMailer.class);

    private Mailers() {}

    static List<Mailer> read(ElementReader mailers) {
        return new Mailers().all(mailers);
    }

    private List<Mailer> all(ElementReader mailers) {
        List<Mailer> all = new ArrayList<>();
        for (ElementReader one : mailers.children("mailer", "A mailer, or a group of them that write alike.")) {
            mailer(one).filter(mailer -> isNew(mailer, one)).ifPresent(all::add);
        }
        for (BuiltInMailer each : BuiltInMailer.values()) {
            if (!builtIn.contains(each)) {
                mailers.problem(
                        "mailer " + each.label() + " is missing",
                        "Add <mailer name=\"" + each.label() + "\" layout=\"built-in\"/> where it is to be tried");
            }
        }
        return all;
    }

    private boolean isNew(Mailer mailer, ElementReader one) {
        if (names.add(mailer.name())) {
            return true;
        }
        one.problem("mailer " + mailer.name() + " occurs twice", "Put its phrases into one");
        return false;
    }

    private Optional<Mailer> mailer(ElementReader one) {
        String name = one.required("name", ValueTypes.NAME, "unnamed", "Appears in events as the recogniser.");
        Layout layout = one.required(
                "layout",
                LAYOUT,
                Layout.LIST,
                "list: each failed address begins a line, and what was said about it follows. sentences: each follows a"
                        + " <lead>. built-in: the server's own code reads it.");
        Map<Part, List<String>> parts = parts(one);
        List<String> examples = one.texts(
                "example", ValueTypes.TEXT, "A report by this mailer; sluice config check tries to recognise it.");
        List<String> counterExamples =
                one.texts("counter-example", ValueTypes.TEXT, "A text by somebody else; sluice config check tries it.");
        checkParts(one, layout, parts);
        return layout == Layout.BUILT_IN
                ? builtIn(one)
                : Optional.of(Mailer.described(name, layout, parts, examples, counterExamples));
    }

    private Optional<Mailer> builtIn(ElementReader one) {
        Optional<BuiltInMailer> mailer = one.optional("name", BUILT_IN, "");
        mailer.ifPresent(builtIn::add);
        return mailer.map(Mailer::builtIn);
    }

    private static Map<Part, List<String>> parts(ElementReader one) {
        Map<Part, List<String>> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, one.texts(part.label(), PhrasesFile.PHRASE, part.meaning()));
        }
        return parts;
    }

    private static void checkParts(ElementReader one, Layout layout, Map<Part, List<String>> parts) {
        Part needed = layout == Layout.SENTENCES ? Part.LEAD : Part.KNOWN;
        if (layout != Layout.BUILT_IN && one.children(needed.label()).isEmpty()) {
            one.problem("layout " + layout.label() + " needs a <" + needed.label() + ">, got none", needed.meaning());
        }
        for (Part part : Part.values()) {
            if (!allows(layout, part) && !parts.getOrDefault(part, List.of()).isEmpty()) {
                one.problem("<" + part.label() + "> has no meaning with layout " + layout.label(), "Take it out");
            }
        }
    }

    private static boolean allows(Layout layout, Part part) {
        return switch (layout) {
            case LIST -> part != Part.LEAD;
            case SENTENCES -> OF_SENTENCES.contains(part);
            case BUILT_IN -> false;
        };
    }
}
