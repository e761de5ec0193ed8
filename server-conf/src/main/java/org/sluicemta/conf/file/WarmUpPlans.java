package org.sluicemta.conf.file;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUpPlan;

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
    private static final ValueType<LocalDate> DATE = new ValueType<>(
            "a date such as 2026-12-01", WarmUpPlans::date, Form.pattern("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}"));

    private final Map<String, WarmUpPlan> plans;

    private WarmUpPlans(Map<String, WarmUpPlan> plans) {
        this.plans = plans;
    }

    static WarmUpPlans read(ElementReader all) {
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
            if (days.isEmpty() || days.size() > LONGEST) {
                one.problem("days must be 1 to " + LONGEST + " days, got " + days.size(), "Write such as 500x7 2000x7");
            } else {
                checkGrowth(one, days);
                if (plans.put(name, new WarmUpPlan(name, days)) != null) {
                    one.problem("two warm-up plans have the name \"" + name + "\"", "Rename one of them");
                }
            }
        }
        return new WarmUpPlans(plans);
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

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
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

    /** The warm-up of a source, if it has one. */
    Optional<WarmUp> of(ElementReader source) {
        return source.child("warm-up", "Lets a new source send little at first.")
                .flatMap(this::warmUp);
    }

    private Optional<WarmUp> warmUp(ElementReader warmUp) {
        String name = warmUp.required(
                "plan", ValueTypes.NAME, "unnamed", "A plan of <warm-up-plans>, eight-weeks or four-weeks.");
        LocalDate from = warmUp.required("from", DATE, LocalDate.EPOCH, "Its first day, in UTC.");
        WarmUpPlan plan = plans.get(name);
        if (plan == null) {
            warmUp.problem(
                    "plan must be one of <warm-up-plans>, got \"" + name + "\"",
                    Nearest.hint(name, new ArrayList<>(plans.keySet())));
            return Optional.empty();
        }
        return Optional.of(new WarmUp(plan, from));
    }
}
