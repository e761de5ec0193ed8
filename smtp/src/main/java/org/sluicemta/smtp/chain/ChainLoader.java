package org.sluicemta.smtp.chain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.mail.MessagingException;
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
import org.sluicemta.chain.ChainPlan;
import org.sluicemta.chain.CompositePlan;
import org.sluicemta.chain.MailetPlan;
import org.sluicemta.chain.ProcessorPlan;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;

/**
 * Creates the mailets and matchers of a plan and initialises them with their parameters. All problems are reported
 * together, each with its line.
 */
public final class ChainLoader {
    private final MailetLoader mailets;
    private final MatcherLoader matchers;
    private final MailetContext context;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, MailetPlan> plans = new HashMap<>();

    public ChainLoader(MailetLoader mailets, MatcherLoader matchers, MailetContext context) {
        this.mailets = mailets;
        this.matchers = matchers;
        this.context = context;
    }

    public MailetChain load(ChainPlan plan) throws ConfigurationException {
        PartHandlers.install();
        Map<String, ChainProcessor> processors = new HashMap<>();
        for (ProcessorPlan each : plan.processors()) {
            processors.put(each.state(), processor(each));
        }
        checkStates(processors);
        MailetChain chain = new MailetChain(processors);
        if (!problems.isEmpty()) {
            chain.close();
            throw new ConfigurationException(problems);
        }
        return chain;
    }

    private ChainProcessor processor(ProcessorPlan plan) {
        Map<String, Matcher> named = new HashMap<>();
        plan.composites().forEach(composite -> composite(plan.state(), composite, named));
        List<ChainStep> steps = new ArrayList<>();
        for (MailetPlan mailet : plan.mailets()) {
            ChainStep step = step(plan.state() + "[" + (steps.size() + 1) + "] " + mailet.type(), mailet, named);
            if (step != null) {
                steps.add(step);
            }
        }
        return new ChainProcessor(plan.state(), steps);
    }

    private @Nullable Matcher composite(String state, CompositePlan plan, Map<String, Matcher> named) {
        Matcher matcher = matcher(plan.where(), state + " matcher", plan.match().matcher(), named);
        List<Matcher> inner = new ArrayList<>();
        for (CompositePlan each : plan.inner()) {
            Matcher made = composite(state, each, named);
            if (made != null) {
                inner.add(made);
            }
        }
        if (matcher instanceof CompositeMatcher composite) {
            inner.forEach(composite::add);
        }
        Matcher made = matcher == null || !plan.match().inverted() ? matcher : new MatcherInverter(matcher);
        if (made != null) {
            plan.name().ifPresent(name -> named.put(name, made));
        }
        return made;
    }

    private @Nullable ChainStep step(String position, MailetPlan plan, Map<String, Matcher> named) {
        Matcher matcher = matcher(plan.where(), position, plan.match().matcher(), named);
        Mailet mailet = mailet(position, plan);
        if (matcher == null || mailet == null) {
            return null;
        }
        plans.put(position, plan);
        return new ChainStep(
                position,
                plan.match().inverted() ? new MatcherInverter(matcher) : matcher,
                mailet,
                OnException.parse(plan.onMatchException().orElse(null)),
                OnException.parse(plan.onMailetException().orElse(null)));
    }

    /** The named matcher, or a new one. */
    private @Nullable Matcher matcher(String where, String position, String text, Map<String, Matcher> named) {
        Matcher known = named.get(text);
        if (known != null) {
            return known;
        }
        int equals = text.indexOf('=');
        MatcherConfigImpl config = new MatcherConfigImpl();
        config.setMatcherName(equals < 0 ? text : text.substring(0, equals));
        config.setCondition(equals < 0 ? null : text.substring(equals + 1));
        config.setMailetContext(context);
        try {
            return matchers.getMatcher(config);
        } catch (MessagingException | RuntimeException | LinkageError e) {
            report(
                    where,
                    position + ": matcher \"" + text + "\" cannot be used: " + reason(e),
                    "Correct its name or condition");
            return null;
        }
    }

    private @Nullable Mailet mailet(String position, MailetPlan plan) {
        MailetConfigImpl config = new MailetConfigImpl();
        config.setMailetName(plan.type());
        config.setConfiguration(InitParameters.of(plan.element()));
        config.setMailetContext(context);
        try {
            return mailets.getMailet(config);
        } catch (MessagingException | RuntimeException | LinkageError e) {
            report(plan.where(), position + ": mailet cannot be used: " + reason(e), "Correct its class or parameters");
            return null;
        }
    }

    private void checkStates(Map<String, ChainProcessor> processors) {
        for (ChainProcessor processor : processors.values()) {
            for (ChainStep step : processor.steps()) {
                step.mailet().requiredProcessingState().forEach(state -> required(step, state.getValue(), processors));
            }
        }
    }

    private void required(ChainStep step, String state, Map<String, ChainProcessor> processors) {
        if (!processors.containsKey(state) && !state.equals(Mail.GHOST)) {
            report(
                    requireNonNull(plans.get(step.position())).where(),
                    step.position() + ": names a processor that does not exist, \"" + state + "\"",
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

    private void report(String where, String what, String hint) {
        problems.add(new Problem(where, what, hint));
    }
}
