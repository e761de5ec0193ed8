package org.sluicemta.conf.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.chain.ChainPlan;
import org.sluicemta.chain.CompositePlan;
import org.sluicemta.chain.MailetPlan;
import org.sluicemta.chain.Match;
import org.sluicemta.chain.Parameter;
import org.sluicemta.chain.ProcessorPlan;
import org.sluicemta.conf.xml.ElementDescription;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;

/** Reads {@code mailetcontainer.xml}, which is James's own format. */
public final class MailetContainerFile {
    public static final String NAME = "mailetcontainer.xml";
    public static final String TITLE = "mailetcontainer.xml: what happens to a message. A change needs a restart.";

    private static final String ROOT = "mailetcontainer";
    private static final String NO_EFFECT = "Accepted for compatibility with James; has no effect.";
    private static final String MATCH =
            "Which messages the step applies to: a matcher, with its condition after =, or the name of a composite. Default: All.";

    private final ChainClassCheck classes;
    private final Set<String> states = new LinkedHashSet<>();

    private MailetContainerFile(ChainClassCheck classes) {
        this.classes = classes;
    }

    public static ChainPlan read(XmlElement file, ChainClassCheck classes, Problems problems) {
        ElementReader root = ElementReader.root(file, ROOT, problems);
        ChainPlan plan = new MailetContainerFile(classes).plan(root);
        root.finish();
        return plan;
    }

    public static ElementDescription describe() {
        ElementReader root = ElementReader.describing(
                ROOT, "What happens to a message between its last byte and our reply, in the format of Apache James.");
        new MailetContainerFile(ChainClassCheck.NONE).plan(root);
        return root.description();
    }

    private ChainPlan plan(ElementReader root) {
        root.attribute("enableJmx", ValueTypes.BOOLEAN, true, NO_EFFECT);
        root.child("context", NO_EFFECT).ifPresent(ElementReader::leaveOpen);
        root.child("spooler", NO_EFFECT).ifPresent(ElementReader::leaveOpen);
        ElementReader all = root.childOrEmpty("processors", "The processors.");
        List<ElementReader> processors =
                all.children("processor", "A list of steps. Every message starts in the one whose state is root.");
        List<String> names = new ArrayList<>();
        for (ElementReader processor : processors) {
            names.add(state(processor));
        }
        if (!states.contains("root")) {
            all.problem(
                    "a processor with the state root is needed, got " + states,
                    "Every message starts there: add <processor state=\"root\">");
        }
        List<ProcessorPlan> plans = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            plans.add(processor(processors.get(i), names.get(i)));
        }
        return new ChainPlan(plans);
    }

    private String state(ElementReader processor) {
        String state = processor.required("state", ValueTypes.NAME, "unnamed", "Its name.");
        if (!states.add(state)) {
            processor.problem("two processors have the state \"" + state + "\"", "Rename one of them");
        }
        if (state.equals("ghost")) {
            processor.problem("the state ghost is reserved for finished mail", "Rename the processor");
        }
        return state;
    }

    private ProcessorPlan processor(ElementReader processor, String state) {
        processor.attribute("enableJmx", ValueTypes.BOOLEAN, true, NO_EFFECT);
        Set<String> named = new HashSet<>();
        List<CompositePlan> composites = new ArrayList<>();
        for (ElementReader matcher : processor.children("matcher", "A composite matcher, for use in match.")) {
            composites.add(composite(matcher, named));
        }
        List<MailetPlan> mailets = new ArrayList<>();
        for (ElementReader mailet : processor.children("mailet", "A step; its child elements are the parameters.")) {
            mailets.add(mailet(mailet, named));
        }
        return new ProcessorPlan(state, composites, mailets);
    }

    /** {@code <matcher name="x" match="And">} with matchers in it. */
    private CompositePlan composite(ElementReader matcher, Set<String> named) {
        Match match = match(matcher, named);
        Optional<String> name = matcher.optional("name", ValueTypes.TEXT, "Its name.");
        name.filter(given -> !named.add(given))
                .ifPresent(
                        given -> matcher.problem("two matchers have the name \"" + given + "\"", "Rename one of them"));
        List<CompositePlan> inner = new ArrayList<>();
        for (ElementReader one : matcher.children("matcher", "One of its parts.")) {
            inner.add(composite(one, named));
        }
        return new CompositePlan(matcher.where(), name, match, inner);
    }

    private MailetPlan mailet(ElementReader mailet, Set<String> named) {
        String type = mailet.required("class", ValueTypes.TEXT, "", "A mailet.");
        Match match = match(mailet, named);
        Optional<String> onMailetException = childText(mailet, "onMailetException");
        Optional<String> onMatchException = childText(mailet, "onMatchException");
        target(mailet, onMailetException, Set.of("propagate", "ignore"));
        target(mailet, onMatchException, Set.of("nomatch", "matchall", "propagate"));
        if (type.equals("ToProcessor")) {
            target(mailet, childText(mailet, "processor"), Set.of("ghost"));
        }
        mailet.leaveOpen();
        if (!type.isEmpty()) {
            classes.faultOfMailet(type).ifPresent(fault -> mailet.problem(fault.what(), fault.hint()));
        }
        return new MailetPlan(
                mailet.where(), type, match, onMatchException, onMailetException, parameter(mailet.element()));
    }

    /** Without match or notmatch every message matches. */
    private Match match(ElementReader element, Set<String> named) {
        Optional<String> match = element.optional("match", ValueTypes.TEXT, MATCH);
        Optional<String> notMatch = element.optional("notmatch", ValueTypes.TEXT, "The same, turned round.");
        for (String attribute : List.of("match", "notmatch")) {
            if (element.element().attributes().getOrDefault(attribute, "All").isBlank()) {
                element.problem(attribute + " is empty", "Write All for every message");
            }
        }
        if (match.isPresent() && notMatch.isPresent()) {
            element.problem("match and notmatch exclude each other, got both", "Keep one of them");
        }
        match.or(() -> notMatch)
                .filter(text -> !named.contains(text))
                .map(text -> text.split("=", 2)[0])
                .flatMap(classes::faultOfMatcher)
                .ifPresent(fault -> element.problem(fault.what(), fault.hint()));
        return match.map(text -> new Match(text, false))
                .or(() -> notMatch.map(text -> new Match(text, true)))
                .orElse(Match.ALL);
    }

    private static Optional<String> childText(ElementReader element, String name) {
        return element.element().children().stream()
                .filter(child -> child.name().equals(name))
                .map(XmlElement::text)
                .findFirst();
    }

    /** A missing state would otherwise only be noticed when the first message goes there. */
    private void target(ElementReader mailet, Optional<String> state, Set<String> others) {
        state.filter(given -> !states.contains(given) && !others.contains(given))
                .ifPresent(given ->
                        mailet.problem("there is no processor \"" + given + "\"", Nearest.hint(given, states)));
    }

    private static Parameter parameter(XmlElement element) {
        return new Parameter(
                element.name(),
                element.attributes(),
                element.children().stream().map(MailetContainerFile::parameter).toList(),
                element.text());
    }
}
