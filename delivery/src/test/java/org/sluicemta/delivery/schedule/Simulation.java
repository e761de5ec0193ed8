package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;

/** A broker that pushes, a gate, and deliveries that take their time, in simulated time. */
final class Simulation {
    private static final Duration SETTLING = Duration.ofMillis(1);

    final SimulatedGate gate;
    final SiteSchedule<TestMail> schedule;
    /** When a message was handed to the gateway. */
    final Map<Integer, Instant> left = new HashMap<>();

    final List<TestMail> order = new ArrayList<>();
    final List<TestMail> parted = new ArrayList<>();
    final List<TestMail> postponed = new ArrayList<>();
    /** How campaigns are spread, as the schedule last said. */
    final Map<LaneName, Optional<PacedCampaign>> spread = new HashMap<>();
    /** Which messages are deferred; they don't come again. */
    Predicate<TestMail> deferred = mail -> false;

    private final Map<LaneName, Integer> waiting = new HashMap<>();
    private final Function<TestMail, Duration> duration;
    private final Map<LaneName, Deque<TestMail>> queues = new LinkedHashMap<>();
    private final Set<LaneName> silent = new LinkedHashSet<>();
    private final Set<LaneName> toPush = new LinkedHashSet<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private Instant now = TestMail.START;
    private long sequence;
    private @Nullable Instant tokenEvent;
    private @Nullable Instant wakeEvent;

    private record Event(Instant at, long sequence, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    Simulation(SiteId site, SimulatedGate gate, Function<TestMail, Duration> duration) {
        this.gate = gate;
        this.duration = duration;
        this.schedule = new SiteSchedule<>(
                site,
                gate,
                ScheduleLimits.DEFAULTS,
                new NodeBudget(100_000, 64 << 20),
                new NodeBudget(10_000, 64 << 20),
                tenant -> 1,
                new CampaignWatch<>() {
                    @Override
                    public long waiting(TestMail mail) {
                        return waiting.getOrDefault(mail.ownLane(), 0);
                    }

                    @Override
                    public void spread(LaneName lane, @Nullable PacedCampaign paced) {
                        spread.put(lane, Optional.ofNullable(paced));
                    }
                });
    }

    void at(Duration time, Runnable action) {
        events.add(new Event(TestMail.START.plus(time), sequence++, action));
    }

    void put(TestMail mail) {
        waiting.merge(mail.ownLane(), 1, Integer::sum);
        enqueue(mail);
    }

    private void enqueue(TestMail mail) {
        queues.computeIfAbsent(mail.lane(), lane -> new ArrayDeque<>()).add(mail);
        toPush.add(mail.lane());
    }

    /** How long after the start a message left. */
    Duration leftAfter(TestMail mail) {
        return Duration.between(TestMail.START, Objects.requireNonNull(left.get(mail.number()), mail::toString));
    }

    void runFor(Duration time) {
        Instant end = TestMail.START.plus(time);
        work();
        while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
            Event next = events.remove();
            now = next.at();
            gate.at(now);
            next.action().run();
            work();
        }
    }

    private void work() {
        boolean more = true;
        while (more) {
            gate.tell(schedule);
            more = decide() | push();
        }
        Instant wake = schedule.wakeAt();
        if (wake != null && wake.isAfter(now) && !wake.equals(wakeEvent)) {
            wakeEvent = wake;
            events.add(new Event(wake, sequence++, () -> {}));
        }
        Instant token = gate.tokenAt();
        if (gate.isSiteWaiting() && token != null && !token.equals(tokenEvent)) {
            tokenEvent = token;
            events.add(new Event(token, sequence++, () -> {}));
        }
    }

    private boolean decide() {
        boolean any = false;
        for (Decision<TestMail> next = schedule.next(now); next != null; next = schedule.next(now)) {
            apply(next);
            any = true;
        }
        return any;
    }

    private boolean push() {
        boolean any = false;
        for (LaneName lane : List.copyOf(toPush)) {
            toPush.remove(lane);
            Deque<TestMail> queue = queues.getOrDefault(lane, new ArrayDeque<>());
            while (!queue.isEmpty() && !silent.contains(lane)) {
                if (schedule.offer(queue.getFirst())) {
                    queue.removeFirst();
                    any = true;
                } else {
                    silent.add(lane);
                }
            }
        }
        return any;
    }

    private void apply(Decision<TestMail> decision) {
        switch (decision) {
            case Decision.Deliver<TestMail> deliver -> {
                TestMail mail = deliver.mail();
                left.put(mail.number(), now);
                order.add(mail);
                later(duration.apply(mail), () -> {
                    deliver.slot().release();
                    waiting.merge(mail.ownLane(), -1, Integer::sum);
                    schedule.attempted(mail, deferred.test(mail));
                    schedule.ended(mail, true);
                });
            }
            case Decision.MoveOut<TestMail> move -> later(SETTLING, () -> moved(move));
            case Decision.Postpone<TestMail> postpone -> {
                postponed.add(postpone.mail());
                later(SETTLING, () -> schedule.ended(postpone.mail(), true));
            }
            case Decision.WantMore<TestMail> more -> wake(more.lane());
            case Decision.OpenLane<TestMail> open -> wake(open.lane());
            case Decision.CloseLane<TestMail> close -> silent.add(close.lane());
            case Decision.GiveBack<TestMail> giveBack ->
                queues.computeIfAbsent(giveBack.mail().lane(), lane -> new ArrayDeque<>())
                        .addFirst(giveBack.mail());
            case Decision.Cancel<TestMail> cancel -> settled(cancel);
            case Decision.Expire<TestMail> expire -> settled(expire);
            case Decision.Settle<TestMail> settle -> settled(settle);
        }
    }

    private void moved(Decision.MoveOut<TestMail> move) {
        TestMail mail = move.mail();
        schedule.ended(mail, true);
        switch (move.to()) {
            case LANE_OF_TENANT -> enqueue(mail.inLane(mail.laneOfTenant()));
            case LANE_OF_MAILING -> enqueue(mail.inLane(mail.ownLane()));
            case SITE_OF_DOMAIN -> parted.add(mail);
        }
    }

    private void settled(Decision<TestMail> decision) {
        schedule.ended(Objects.requireNonNull(decision.settled()), true);
    }

    private void later(Duration time, Runnable action) {
        events.add(new Event(now.plus(time), sequence++, action));
    }

    private void wake(LaneName lane) {
        silent.remove(lane);
        toPush.add(lane);
    }
}
