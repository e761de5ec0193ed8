package org.sluicemta.routes.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.Problem;
import org.sluicemta.routes.endpoint.EventsEndpoint;
import org.sluicemta.routes.endpoint.SluiceEndpoint;

/**
 * Checks every step of the routes in a context: that its endpoint can be created, that its expression can be parsed,
 * and that mail has exactly one entrance. Finds all problems at once, with lines, where Camel's own start stops at the
 * first.
 */
final class RouteCheck {
    private static final String ACCEPTED = "sluice:accepted";

    private final DefaultCamelContext camel;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> entrances = new ArrayList<>();
    private final Map<String, String> cursors = new HashMap<>();

    RouteCheck(DefaultCamelContext camel) {
        this.camel = camel;
    }

    List<Problem> problems() {
        for (RouteDefinition route : camel.getRouteDefinitions()) {
            begin(route.getInput());
            ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)
                    .forEach(this::step);
        }
        entrances();
        return problems;
    }

    private void entrances() {
        if (entrances.isEmpty()) {
            problems.add(new Problem(
                    "routes/",
                    "no route takes what the chain has accepted",
                    "One must begin with <from uri=\"sluice:accepted\"/>, as in the split.xml that is shipped"));
        }
        for (String second : entrances.subList(Math.min(1, entrances.size()), entrances.size())) {
            add(
                    second,
                    "a second route begins with sluice:accepted; the first is at " + entrances.getFirst(),
                    "Leave one: it can call others with direct:name");
        }
    }

    private void begin(FromDefinition from) {
        Endpoint endpoint = endpoint(from.getEndpointUri(), from);
        if (!(endpoint instanceof SluiceEndpoint ours)) {
            return;
        }
        if (!ours.isBeginning()) {
            add(place(from), "no route can begin with " + ours.name(), "It is for <to>");
        }
        if (ours.name().equals(ACCEPTED)) {
            entrances.add(place(from));
        }
        if (ours instanceof EventsEndpoint events) {
            String other = cursors.putIfAbsent(events.cursor(), place(from));
            if (other != null) {
                add(
                        place(from),
                        "the cursor " + events.cursor() + " belongs to the route at " + other,
                        "Give each route a cursor of its own");
            }
        }
    }

    private void step(ProcessorDefinition<?> step) {
        if (step instanceof EndpointRequiredDefinition target) {
            Endpoint endpoint = endpoint(target.getEndpointUri(), step);
            if (endpoint instanceof SluiceEndpoint ours && ours.isBeginning()) {
                add(place(step), "nothing can be sent to " + ours.name(), "It is for <from>");
            }
        }
        if (step instanceof ExpressionNode node) {
            expression(node, node.getExpression(), node instanceof FilterDefinition);
        }
        if (step instanceof ChoiceDefinition choice) {
            choice.getWhenClauses().forEach(when -> expression(when, when.getExpression(), true));
        }
    }

    private @Nullable Endpoint endpoint(@Nullable String uri, NamedNode node) {
        if (uri == null || uri.contains("${")) {
            return null; // created when a message arrives
        }
        try {
            return camel.getEndpoint(camel.resolvePropertyPlaceholders(uri));
        } catch (Exception e) { // each component throws its own
            add(place(node), shown(uri) + " cannot be used: " + Reasons.of(e), hint(e));
            return null;
        }
    }

    private static String shown(String uri) {
        return org.apache.camel.util.URISupport.sanitizeUri(uri);
    }

    private static String hint(Exception e) {
        return e instanceof org.apache.camel.NoSuchEndpointException
                ? "Correct its name, or add the component's jar (docs/how-to/write-routes.md)"
                : "Correct it";
    }

    private void expression(NamedNode node, @Nullable ExpressionDefinition expression, boolean isCondition) {
        if (expression == null) {
            return; // a step that needs one is refused when its route is created
        }
        try {
            if (isCondition) {
                expression.createPredicate(camel);
            } else {
                expression.createExpression(camel);
            }
        } catch (Exception e) { // each language throws its own
            add(
                    place(node),
                    "the " + expression.getLanguage() + " expression \"" + expression.getExpression()
                            + "\" cannot be used: " + Reasons.of(e),
                    "Correct it, or use simple");
        }
    }

    private static String place(NamedNode node) {
        String file = RouteFiles.place(node.getLocation());
        return node.getLineNumber() > 0 ? file + ":" + node.getLineNumber() : file;
    }

    private void add(String place, String what, String hint) {
        problems.add(new Problem(place, what, hint));
    }
}
