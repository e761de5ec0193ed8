package org.sluicemta.conf.file;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;

/** Checks {@code mailetcontainer.xml}, which is James's own format, and hands it on as James wants it. */
public final class MailetContainerFile {
    public static final String NAME = "mailetcontainer.xml";

    private static final String TO_PROCESSOR = "ToProcessor";

    private final ChainClassCheck classes;
    private final Set<String> processors = new LinkedHashSet<>();

    private MailetContainerFile(ChainClassCheck classes) {
        this.classes = classes;
    }

    /** The tree James is configured with; its root is {@code <mailetcontainer>}. */
    public static HierarchicalConfiguration<ImmutableNode> read(
            XmlElement file, ChainClassCheck classes, Problems problems) {
        ElementReader root = ElementReader.root(file, "mailetcontainer", problems);
        new MailetContainerFile(classes).check(root);
        root.finish();
        return ConfigurationNodes.of(file);
    }

    private void check(ElementReader root) {
        root.attribute("enableJmx", ValueTypes.BOOLEAN, true);
        root.child("context").ifPresent(ElementReader::leaveOpen);
        root.child("spooler").ifPresent(ElementReader::leaveOpen);
        ElementReader all = root.childOrEmpty("processors");
        List<ElementReader> list = all.children("processor");
        for (ElementReader processor : list) {
            String state = processor.required("state", ValueTypes.NAME, "unnamed");
            if (!processors.add(state)) {
                processor.problem("two processors have the state \"" + state + "\"", "Rename one of them");
            }
        }
        needed(all);
        list.forEach(this::processor);
    }

    private void needed(ElementReader all) {
        if (!processors.contains("root")) {
            all.problem(
                    "a processor with the state root is needed, got " + processors,
                    "Every message starts there: add <processor state=\"root\">");
        }
    }

    private void processor(ElementReader processor) {
        processor.attribute("enableJmx", ValueTypes.BOOLEAN, true);
        Set<String> named = new HashSet<>();
        processor.children("matcher").forEach(matcher -> composite(matcher, named));
        processor.children("mailet").forEach(mailet -> mailet(mailet, named));
    }

    /** {@code <matcher name="x" match="And">} with matchers in it. */
    private void composite(ElementReader matcher, Set<String> named) {
        matcher(matcher, named);
        matcher.optional("name", ValueTypes.TEXT).ifPresent(named::add);
        matcher.children("matcher").forEach(inner -> composite(inner, named));
    }

    private void mailet(ElementReader mailet, Set<String> named) {
        String name = mailet.required("class", ValueTypes.TEXT, "");
        matcher(mailet, named);
        target(mailet, childText(mailet, "onMailetException"), Set.of("propagate", "ignore"));
        target(mailet, childText(mailet, "onMatchException"), Set.of("nomatch", "matchall", "propagate"));
        if (name.equals(TO_PROCESSOR)) {
            target(mailet, childText(mailet, "processor"), Set.of("ghost"));
        }
        mailet.leaveOpen();
        if (!name.isEmpty()) {
            classes.faultOfMailet(name).ifPresent(fault -> mailet.problem(fault.what(), fault.mend()));
        }
    }

    /** Without match or notmatch every message matches. */
    private void matcher(ElementReader element, Set<String> named) {
        Optional<String> match = element.optional("match", ValueTypes.TEXT);
        Optional<String> notMatch = element.optional("notmatch", ValueTypes.TEXT);
        if (match.isPresent() && notMatch.isPresent()) {
            element.problem("match and notmatch exclude each other, got both", "Keep one of them");
        }
        match.or(() -> notMatch)
                .filter(text -> !named.contains(text))
                .map(text -> text.split("=", 2)[0])
                .flatMap(classes::faultOfMatcher)
                .ifPresent(fault -> element.problem(fault.what(), fault.mend()));
    }

    private static Optional<String> childText(ElementReader element, String name) {
        return element.element().children().stream()
                .filter(child -> child.name().equals(name))
                .map(XmlElement::text)
                .findFirst();
    }

    /** A state that does not exist would be found out only when the first message goes there. */
    private void target(ElementReader mailet, Optional<String> state, Set<String> others) {
        state.filter(given -> !processors.contains(given) && !others.contains(given))
                .ifPresent(given ->
                        mailet.problem("there is no processor \"" + given + "\"", Nearest.hint(given, processors)));
    }
}
