package org.sluicemta.conf.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.xml.ElementDescription;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.config.Label;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.SiteId;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Blame;
import org.sluicemta.response.ClassPolicy;
import org.sluicemta.response.CodePattern;
import org.sluicemta.response.PartyWords;
import org.sluicemta.response.Permanence;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseRule;
import org.sluicemta.response.RuleTable;
import org.sluicemta.response.StatusPattern;
import org.sluicemta.response.TextPattern;

/** Reads {@code responses.xml}. */
public final class ResponsesFile {
    public static final String NAME = "responses.xml";
    public static final String TITLE = "responses.xml: what replies mean. A change is reloaded without a restart.";

    private static final ValueType<SiteId> SITE = new ValueType<>("a site's name", SiteId::new);
    private static final ValueType<CodePattern> CODE = new ValueType<>(
            "SMTP codes such as 550, 55x or 5xx",
            CodePattern::parse,
            Form.pattern("codes", "[45]([0-9][0-9x]|xx)([\\s,]+[45]([0-9][0-9x]|xx))*"));
    private static final ValueType<StatusPattern> STATUS = new ValueType<>(
            "enhanced status codes such as 5.1.1, *.2.2, 5.7.* or 5.7.600-699",
            StatusPattern::parse,
            Form.pattern(
                    "statuses",
                    "[245*]\\.([0-9]{1,3}|\\*)\\.(\\*|[0-9]{1,3}(-[0-9]{1,3})?)([\\s,]+[245*]\\.([0-9]{1,3}|\\*)\\.(\\*|[0-9]{1,3}(-[0-9]{1,3})?))*"));
    private static final ValueType<TextPattern> PATTERN =
            new ValueType<>("words with three letters or more in a row, * for anything", TextPattern::parse);

    private final ElementReader root;
    private final PartyWords parties;

    private ResponsesFile(ElementReader root, PartyWords parties) {
        this.root = root;
        this.parties = parties;
    }

    /** @param parties tell whom an answer is about, see {@link PhrasesFile} */
    public static RuleTable read(XmlElement file, PartyWords parties, Problems problems) {
        ElementReader root = ElementReader.root(file, "responses", problems);
        RuleTable table = new ResponsesFile(root, parties).table();
        root.finish();
        return table;
    }

    public static ElementDescription describe() {
        ElementReader root =
                ElementReader.describing("responses", "What replies mean, for deliveries and bounces alike.");
        new ResponsesFile(root, new PartyWords(new PhraseBook(Map.of()))).table();
        return root.description();
    }

    private RuleTable table() {
        Map<ResponseClass, ClassPolicy> policies =
                policies(root.childOrEmpty("classes", "What each class leads to; all of them must be listed."));
        List<ResponseRule> rules = rules(root.childOrEmpty("rules", "The first matching rule decides."), policies);
        return new RuleTable(rules, policies, parties);
    }

    private static Map<ResponseClass, ClassPolicy> policies(ElementReader classes) {
        Map<ResponseClass, ClassPolicy> policies = new EnumMap<>(ResponseClass.class);
        for (ElementReader one : classes.children("class", "A class of replies.")) {
            ResponseClass name =
                    one.required("name", ValueTypes.oneOf(ResponseClass.class), ResponseClass.OTHER, "The class.");
            if (policies.put(name, policy(one, name)) != null) {
                one.problem("class " + name.label() + " stands twice", "Keep one of them");
            }
        }
        for (ResponseClass name : ResponseClass.values()) {
            if (!policies.containsKey(name)) {
                classes.problem(
                        "class " + name.label() + " is missing",
                        "Add <class name=\"" + name.label() + "\" blame=\"…\"/>");
                policies.put(name, new ClassPolicy(name, Permanence.AS_CODED, Blame.SITE, 0, "default"));
            }
        }
        return policies;
    }

    private static ClassPolicy policy(ElementReader one, ResponseClass name) {
        Blame blame = one.required("blame", ValueTypes.oneOf(Blame.class), Blame.SITE, "Whose fault it is.");
        int suppressAfter = one.attribute(
                "suppress-after",
                ValueTypes.integer(0, 100),
                0,
                "Number of permanent replies before the recipient is suppressed; 0 for never. Only where the "
                        + "recipient is to blame.");
        if (suppressAfter > 0 && blame != Blame.RECIPIENT) {
            one.problem(
                    "suppress-after is only for classes where the recipient is to blame, got blame \"" + Label.of(blame)
                            + "\"",
                    "Write suppress-after=\"0\"");
            suppressAfter = 0;
        }
        Duration lasting = one.attribute(
                "lasting",
                ValueTypes.DURATION_TIME,
                Duration.ZERO,
                "How long the recipient's domain must have been failing, with no server answering for it in "
                        + "between, before one failure suppresses; only with suppress-after 1.");
        if (!lasting.isZero() && suppressAfter != 1) {
            one.problem(
                    "lasting is only for classes that suppress after one failure, got suppress-after \"" + suppressAfter
                            + "\"",
                    "Write suppress-after=\"1\" or remove lasting");
            lasting = Duration.ZERO;
        }
        return new ClassPolicy(
                name,
                one.attribute(
                        "permanent",
                        ValueTypes.oneOf(Permanence.class),
                        Permanence.AS_CODED,
                        "Whether a retry is pointless."),
                blame,
                suppressAfter,
                one.attribute(
                        "retry",
                        ValueTypes.NAME,
                        EgressPlan.DEFAULT_SCHEDULE,
                        "Retry schedule of egress.xml for temporary replies."),
                lasting,
                ResponseActions.read(one, blame, "Default: none.").orElse(ResponseAction.NONE));
    }

    private static List<ResponseRule> rules(ElementReader all, Map<ResponseClass, ClassPolicy> policies) {
        List<ResponseRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ElementReader rule : all.children("rule", "All conditions given must match.")) {
            rule(rule, policies).filter(read -> isNew(rule, read.id(), ids)).ifPresent(rules::add);
        }
        return rules;
    }

    private static boolean isNew(ElementReader rule, String id, Set<String> ids) {
        if (ids.add(id)) {
            return true;
        }
        rule.problem("two rules have the id \"" + id + "\"", "Rename one of them");
        return false;
    }

    private static Optional<ResponseRule> rule(ElementReader rule, Map<ResponseClass, ClassPolicy> policies) {
        String id = rule.required("id", ValueTypes.NAME, "unnamed", "Its name in events and findings.");
        ResponseClass to = rule.required(
                "class", ValueTypes.oneOf(ResponseClass.class), ResponseClass.OTHER, "Class of the reply.");
        List<SiteId> sites = rule.attribute(
                "site", ValueTypes.listOf(SITE), List.of(), "Sites of egress.xml, separated by spaces. Default: any.");
        List<Phase> phases = rule.attribute(
                "phase",
                ValueTypes.listOf(ValueTypes.oneOf(Phase.class)),
                List.of(),
                "Phase of the reply. Default: any.");
        CodePattern code = rule.attribute("code", CODE, CodePattern.ANY, "SMTP codes. Default: any.");
        StatusPattern status =
                rule.attribute("status", STATUS, StatusPattern.ANY, "Enhanced status codes. Default: any.");
        List<TextPattern> texts = rule.texts("text", PATTERN, "Words to look for; * stands for anything.");
        List<Answer> examples = examples(rule, sites, phases);
        Blame blame = Objects.requireNonNull(policies.get(to)).blame();
        Optional<ResponseAction> action = ResponseActions.read(rule, blame, "Default: that of its class.");
        if (texts.isEmpty() && status.equals(StatusPattern.ANY) && code.equals(CodePattern.ANY)) {
            rule.problem("a rule needs a text, a status or a code, got none of them", "Add <text>…</text>");
            return Optional.empty();
        }
        return Optional.of(new ResponseRule(
                id, to, Set.copyOf(sites), Set.copyOf(phases), code, status, texts, examples, action.orElse(null)));
    }

    /** An example that names no site or phase comes from the first ones of its rule. */
    private static List<Answer> examples(ElementReader rule, List<SiteId> sites, List<Phase> phases) {
        Optional<SiteId> site = sites.stream().findFirst();
        Phase phase = phases.stream().findFirst().orElse(Phase.REPORT);
        List<Answer> examples = new ArrayList<>();
        for (ElementReader example :
                rule.children("example", "A reply the rule is for; sluice config check tests it.")) {
            examples.add(new Answer(
                    example.optional("site", SITE, "Site of the reply. Default: the first site of the rule.")
                            .or(() -> site)
                            .orElse(null),
                    example.attribute(
                            "phase",
                            ValueTypes.oneOf(Phase.class),
                            phase,
                            "Phase of the reply. Default: the first phase of the rule."),
                    example.optional("code", ValueTypes.integer(400, 599), "Its SMTP code, 400 to 599.")
                            .orElse(0),
                    example.optional("status", ValueTypes.TEXT, "Its enhanced status code.")
                            .orElse(null),
                    example.text(ValueTypes.TEXT).orElse("")));
        }
        return examples;
    }
}
