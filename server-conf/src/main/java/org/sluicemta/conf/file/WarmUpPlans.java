package org.sluicemta.conf.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUp.Overflow;
import org.sluicemta.egress.WarmUpPlan;
import org.sluicemta.egress.WarmUpThresholds;

/** The {@code <warm-up-plans>} of egress.xml, and the {@code <warm-up>} of its sources. */
final class WarmUpPlans {
    /** Above this many messages a day, a plan may grow to no more than three times as many in a week (checklist W1). */
    private static final long MANY = 50_000;

    private static final int MOST_GROWTH = 3;
    private static final int LONGEST = 366;

    private static final ValueType<List<List<Long>>> DAYS = ValueTypes.listOf(new ValueType<>(
            "messages of a day, or of several days such as 500x7",
            WarmUpPlans::days,
            Form.pattern("plan-days", "[0-9]{1,10}(x[0-9]{1,3})?")));

    private record Percent(double value) {
        @Override
        public String toString() {
            return ValueTypes.show(value) + "%";
        }
    }

    private static final ValueType<Percent> PERCENT = new ValueType<>(
            "more than 0% and at most 100%, such as 0.1%",
            WarmUpPlans::percent, Form.pattern("warm-up-percent", "[0-9]{1,3}(\\.[0-9]+)?%"));

    private final Map<String, WarmUpPlan> plans;
    private final List<String> sites;

    private WarmUpPlans(Map<String, WarmUpPlan> plans, List<String> sites) {
        this.plans = plans;
        this.sites = sites;
    }

    /** @param sites that a warm-up may be for */
    static WarmUpPlans read(ElementReader all, List<String> sites) {
        Map<String, WarmUpPlan> plans = new TreeMap<>(WarmUpPlan.STOCK);
        for (ElementReader one : all.children("plan", "A plan; eight-weeks and four-weeks exist already.")) {
            String name = one.required("name", ValueTypes.NAME, "unnamed", "Its name.");
            List<Long> days = one
                    .required(
                            "days",
                            DAYS,
                            List.of(List.of(1L)),
                            "Messages in 24 hours on the first day, the second and so on, such as 500x7 2000x7.")
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            WarmUpThresholds thresholds = thresholds(one);
            if (days.isEmpty() || days.size() > LONGEST) {
                one.problem("days must be 1 to " + LONGEST + " days, got " + days.size(), "Write such as 500x7 2000x7");
            } else {
                checkGrowth(one, days);
                if (plans.put(name, new WarmUpPlan(name, days, thresholds)) != null) {
                    one.problem("two warm-up plans have the name \"" + name + "\"", "Rename one of them");
                }
            }
        }
        return new WarmUpPlans(plans, sites);
    }

    private static WarmUpThresholds thresholds(ElementReader plan) {
        WarmUpThresholds usual = WarmUpThresholds.DEFAULTS;
        Percent holdBounces = percent(plan, "hold-bounces", usual.holdBounces(), "Hard bounces", "the day is repeated");
        Percent holdComplaints =
                percent(plan, "hold-complaints", usual.holdComplaints(), "Complaints", "the day is repeated");
        Percent backBounces = percent(
                plan, "back-bounces", usual.backBounces(), "Hard bounces", "the plan steps back to the day before");
        Percent backComplaints = percent(
                plan, "back-complaints", usual.backComplaints(), "Complaints", "the plan steps back to the day before");
        boolean inOrder = inOrder(plan, "bounces", holdBounces, backBounces)
                & inOrder(plan, "complaints", holdComplaints, backComplaints);
        return inOrder
                ? new WarmUpThresholds(
                        holdBounces.value(), holdComplaints.value(), backBounces.value(), backComplaints.value())
                : usual;
    }

    private static Percent percent(ElementReader plan, String attribute, double usual, String what, String effect) {
        return plan.attribute(
                attribute, PERCENT, new Percent(usual), what + " above which " + effect + ", such as 0.5%.");
    }

    private static boolean inOrder(ElementReader plan, String what, Percent hold, Percent back) {
        if (hold.value() <= back.value()) {
            return true;
        }
        plan.problem(
                "back-" + what + " must be no less than hold-" + what + ", got " + back + " and " + hold,
                "Write at least " + hold);
        return false;
    }

    private static Percent percent(String text) {
        double value = text.endsWith("%") ? Double.parseDouble(text.substring(0, text.length() - 1)) : 0;
        if (!(value > 0 && value <= 100)) {
            throw new IllegalArgumentException(text);
        }
        return new Percent(value);
    }

    private static List<Long> days(String text) {
        String[] parts = text.split("x", -1);
        long messages = Long.parseLong(parts[0]);
        int times = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
        if (parts.length > 2 || messages < 1 || messages > MessageCap.MOST || times < 1 || times > LONGEST) {
            throw new IllegalArgumentException(text);
        }
        return Collections.nCopies(times, messages);
    }

    /** Compares each day with the most of the week before it. */
    private static void checkGrowth(ElementReader plan, List<Long> days) {
        for (int day = 1; day < days.size(); day++) {
            long before = Collections.max(days.subList(Math.max(0, day - 7), day));
            long now = days.get(day);
            if (now > MANY && now > MOST_GROWTH * before) {
                plan.problem(
                        "day " + (day + 1) + " has " + now + " messages, more than three times the " + before
                                + " of the week before",
                        "Grow to at most " + MOST_GROWTH * before + " there");
                return;
            }
        }
    }

    /** The warm-ups of a source: one for all that it sends, and one for each of some sites. */
    List<WarmUp> of(ElementReader source) {
        List<WarmUp> all = new ArrayList<>();
        Set<Optional<SiteId>> taken = new HashSet<>();
        for (ElementReader one : source.children("warm-up", "Lets a new source send little at first.")) {
            warmUp(one).ifPresent(warmUp -> {
                Optional<SiteId> site = Optional.ofNullable(warmUp.site());
                if (taken.add(site)) {
                    all.add(warmUp);
                } else {
                    one.problem(
                            "two warm-ups of a source are for "
                                    + site.map(id -> "the site \"" + id + "\"").orElse("all that it sends"),
                            "Keep one of them");
                }
            });
        }
        return all;
    }

    private Optional<WarmUp> warmUp(ElementReader warmUp) {
        String name = warmUp.required(
                "plan", ValueTypes.NAME, "unnamed", "A plan of <warm-up-plans>, eight-weeks or four-weeks.");
        LocalDate from = warmUp.required("from", ValueTypes.DATE, LocalDate.EPOCH, "Its first day, in UTC.");
        Optional<String> site = warmUp.optional(
                "site",
                ValueTypes.NAME,
                "A site: the plan is for what the source sends there. Default: for all that it sends.");
        Overflow overflow = warmUp.attribute(
                "overflow",
                ValueTypes.oneOf(Overflow.class),
                Overflow.POOL,
                "Mail beyond the day's figure: pool lets it leave from the pool's other sources; with wait, the pool's"
                        + " mail waits when it is this source's turn.");
        if (site.isPresent() && !sites.contains(site.get())) {
            warmUp.problem("site must be one of <sites>, got \"" + site.get() + "\"", Nearest.hint(site.get(), sites));
            return Optional.empty();
        }
        WarmUpPlan plan = plans.get(name);
        if (plan == null) {
            warmUp.problem(
                    "plan must be one of <warm-up-plans>, got \"" + name + "\"",
                    Nearest.hint(name, new ArrayList<>(plans.keySet())));
            return Optional.empty();
        }
        return Optional.of(new WarmUp(plan, from, site.map(SiteId::new).orElse(null), overflow));
    }
}
