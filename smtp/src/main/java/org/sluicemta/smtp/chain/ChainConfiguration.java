package org.sluicemta.smtp.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.mailetcontainer.api.MailetLoader;
import org.apache.james.mailetcontainer.api.MatcherLoader;
import org.apache.james.mailetcontainer.impl.MailetConfigImpl;
import org.apache.james.mailetcontainer.impl.MatcherConfigImpl;
import org.apache.james.mailetcontainer.impl.matchers.CompositeMatcher;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetContext;
import org.apache.mailet.Matcher;
import org.apache.mailet.base.MatcherInverter;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;

/**
 * Reads mailetcontainer.xml in James's format: {@code <processors>} with {@code <processor state>}, in it named composite
 * {@code <matcher>}s and {@code <mailet match|notmatch class>} with their parameters. Every mailet and matcher is loaded
 * and initialised; all problems are reported together.
 */
public final class ChainConfiguration {
    private static final String FILE = "mailetcontainer.xml";

    private final MailetLoader mailets;
    private final MatcherLoader matchers;
    private final MailetContext context;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Matcher, Matcher> inverted = new IdentityHashMap<>();

    public ChainConfiguration(MailetLoader mailets, MatcherLoader matchers, MailetContext context) {
        this.mailets = mailets;
        this.matchers = matchers;
        this.context = context;
    }

    /** @param container the document's root, {@code <mailetcontainer>}, or {@code <processors>} itself */
    public MailetChain load(HierarchicalConfiguration<ImmutableNode> container) throws ConfigurationException {
        Map<String, ChainProcessor> processors = new HashMap<>();
        String key = container.configurationsAt("processors").isEmpty() ? "processor" : "processors.processor";
        for (HierarchicalConfiguration<ImmutableNode> xml : container.configurationsAt(key)) {
            ChainProcessor processor = processor(xml);
            if (processors.put(processor.state(), processor) != null) {
                report("processor " + processor.state(), "is defined twice", "Give each processor a state of its own");
            }
        }
        checkStates(processors);
        MailetChain chain = new MailetChain(processors);
        if (!problems.isEmpty()) {
            chain.close();
            throw new ConfigurationException(problems);
        }
        return chain;
    }

    private ChainProcessor processor(HierarchicalConfiguration<ImmutableNode> xml) {
        String state = xml.getString("[@state]", "");
        if (state.isEmpty() || state.equals(Mail.GHOST)) {
            report("processor", "needs a state of its own, got \"" + state + "\"", "Write <processor state=\"name\">");
        }
        Map<String, Matcher> named = new HashMap<>();
        composites(state, xml, named);
        List<ChainStep> steps = new ArrayList<>();
        for (HierarchicalConfiguration<ImmutableNode> mailet : xml.configurationsAt("mailet")) {
            ChainStep step = step(state, steps.size() + 1, mailet, named);
            if (step != null) {
                steps.add(step);
            }
        }
        return new ChainProcessor(state, steps);
    }

    private List<Matcher> composites(
            String state, HierarchicalConfiguration<ImmutableNode> xml, Map<String, Matcher> named) {
        List<Matcher> loaded = new ArrayList<>();
        for (HierarchicalConfiguration<ImmutableNode> child : xml.configurationsAt("matcher")) {
            Matcher matcher = matcher(state + " matcher", child, Map.of());
            if (matcher == null) {
                continue;
            }
            List<Matcher> inner = composites(state, child, named);
            if (unwrapped(child, matcher) instanceof CompositeMatcher composite) {
                inner.forEach(composite::add);
            }
            loaded.add(matcher);
            String name = child.getString("[@name]", null);
            if (name != null && named.put(name, matcher) != null) {
                report("processor " + state, "has two matchers named \"" + name + "\"", "Rename one of them");
            }
        }
        return loaded;
    }

    private Matcher unwrapped(HierarchicalConfiguration<ImmutableNode> xml, Matcher matcher) {
        return xml.containsKey("[@notmatch]") ? inverted.getOrDefault(matcher, matcher) : matcher;
    }

    private @Nullable ChainStep step(
            String state, int number, HierarchicalConfiguration<ImmutableNode> xml, Map<String, Matcher> named) {
        String type = xml.getString("[@class]", "");
        String position = state + "[" + number + "] " + type;
        Matcher matcher = matcher(position, xml, named);
        Mailet mailet = mailet(position, type, xml);
        if (matcher == null || mailet == null) {
            return null;
        }
        return new ChainStep(
                position,
                matcher,
                mailet,
                OnException.parse(xml.getString("onMatchException", null)),
                OnException.parse(xml.getString("onMailetException", null)));
    }

    private @Nullable Matcher matcher(
            String position, HierarchicalConfiguration<ImmutableNode> xml, Map<String, Matcher> named) {
        String match = xml.getString("[@match]", null);
        String notMatch = xml.getString("[@notmatch]", null);
        if (match != null && notMatch != null) {
            report(position, "has both match and notmatch", "Keep one of them");
            return null;
        }
        String text = notMatch != null ? notMatch : match != null ? match : "All";
        Matcher matcher = named.get(text);
        if (matcher == null) {
            matcher = loadMatcher(position, text);
        }
        return matcher == null || notMatch == null ? matcher : invert(matcher);
    }

    private Matcher invert(Matcher matcher) {
        Matcher inverter = new MatcherInverter(matcher);
        inverted.put(inverter, matcher);
        return inverter;
    }

    private @Nullable Matcher loadMatcher(String position, String text) {
        int equals = text.indexOf('=');
        MatcherConfigImpl config = new MatcherConfigImpl();
        config.setMatcherName(equals < 0 ? text : text.substring(0, equals));
        config.setCondition(equals < 0 ? null : text.substring(equals + 1));
        config.setMailetContext(context);
        try {
            return matchers.getMatcher(config);
        } catch (MessagingException | RuntimeException | LinkageError e) {
            report(position, "matcher \"" + text + "\" cannot be used: " + reason(e), "Correct its name or condition");
            return null;
        }
    }

    private @Nullable Mailet mailet(String position, String type, HierarchicalConfiguration<ImmutableNode> xml) {
        MailetConfigImpl config = new MailetConfigImpl();
        config.setMailetName(type);
        config.setConfiguration(xml);
        config.setMailetContext(context);
        try {
            return mailets.getMailet(config);
        } catch (MessagingException | RuntimeException | LinkageError e) {
            report(position, "mailet cannot be used: " + reason(e), "Correct its class or parameters");
            return null;
        }
    }

    private void checkStates(Map<String, ChainProcessor> processors) {
        if (!processors.containsKey(Mail.DEFAULT)) {
            report("processors", "there is no processor \"root\"", "Every mail starts there: add one");
        }
        for (ChainProcessor processor : processors.values()) {
            for (ChainStep step : processor.steps()) {
                step.mailet().requiredProcessingState().forEach(state -> required(step, state.getValue(), processors));
                required(step, step.onMailetException(), processors);
                required(step, step.onMatchException(), processors);
            }
        }
    }

    private void required(ChainStep step, OnException onException, Map<String, ChainProcessor> processors) {
        if (onException instanceof OnException.ToProcessor to) {
            required(step, to.state(), processors);
        }
    }

    private void required(ChainStep step, String state, Map<String, ChainProcessor> processors) {
        if (!processors.containsKey(state) && !state.equals(Mail.GHOST)) {
            report(
                    step.position(),
                    "names a processor that does not exist, \"" + state + "\"",
                    "There are " + processors.keySet().stream().sorted().toList());
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = root == e ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + root.getMessage() + ")";
        return text.replaceAll("\\s+", " ").strip();
    }

    private void report(String where, String what, String mend) {
        problems.add(new Problem(FILE + ": " + where, what, mend));
    }
}
