package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/**
 * A broker and a gateway around a schedule, which know where each message is and object to every decision that is wrong.
 * Whoever uses it lets things happen, then calls {@link #settleDown}.
 */
final class ScheduleModel {
    static final ScheduleLimits LIMITS =
            new ScheduleLimits(4, 8, 20_000, 3, 5, 6, 5, 10_000, Duration.ofSeconds(5), Duration.ofMinutes(5));
    static final int HELD_ON_NODE = 24;
    static final int IN_FLIGHT_ON_NODE = 8;
    private static final Duration LONGEST_STEP = Duration.ofMinutes(6);
    /** One round of the others: a tenant of weight 3 and three of weight 1. */
    private static final int MOST_BEFORE = 6;
    /** One round of the others: of three campaigns, and of what is of none. */
    private static final int MOST_OF_TENANT_BEFORE = 4;

    private static final int HIGHEST = 7;

    final SiteId site;
    final SimulatedGate gate;
    final NodeBudget held = new NodeBudget(HELD_ON_NODE, 1 << 20);
    final NodeBudget inFlight = new NodeBudget(IN_FLIGHT_ON_NODE, 1 << 20);
    final SiteSchedule<TestMail> schedule;
    final Set<LaneName> paused = new HashSet<>();
    final List<UnderWay> underWay = new ArrayList<>();
    Instant now = TestMail.START;
    boolean stopped;
    /** The gate has forgotten whom it was to tell: what is held may wait for the clock. */
    boolean gateForgot;

    int delivered;

    private final Map<LaneName, Deque<TestMail>> queues = new LinkedHashMap<>();
    private final Map<LaneName, Feed> feeds = new HashMap<>();
    private final Map<Integer, TestMail> taken = new HashMap<>();
    private final Set<Integer> known = new HashSet<>();
    private final Set<Integer> done = new HashSet<>();
    private final Map<LaneName, Instant> purges = new HashMap<>();
    private final Map<TenantAndUrgency, Integer> passedOver = new HashMap<>();
    private final Map<Integer, Integer> urgenciesPassedOver = new HashMap<>();
    private final Map<MailOwner, Integer> campaignsPassedOver = new HashMap<>();
    private final Map<LaneName, Integer> losses = new HashMap<>();
    private int arrived;
    private int session;

    /** What the schedule last said of a lane. */
    enum Feed {
        OPEN,
        BUSY,
        CLOSED
    }

    record UnderWay(TestMail mail, @Nullable DeliverySlot slot, Decision<TestMail> why, int session) {}

    ScheduleModel(SiteId site) {
        this.site = site;
        this.gate = new SimulatedGate(site.equals(SiteId.OTHER), 4, 2, null);
        this.schedule =
                new SiteSchedule<>(site, gate, LIMITS, held, inFlight, ScheduleModel::weight, new NoCampaigns<>());
    }

    static int weight(TenantId tenant) {
        return tenant.value().equals("heavy") ? 3 : 1;
    }

    void arrive(TestMail mail) {
        arrived++;
        queue(mail.lane()).addLast(mail);
    }

    int arrived() {
        return arrived;
    }

    private Deque<TestMail> queue(LaneName lane) {
        return queues.computeIfAbsent(lane, name -> new ArrayDeque<>());
    }

    void end(UnderWay ended, boolean acknowledged) {
        underWay.remove(ended);
        if (ended.slot() != null) {
            ended.slot().release();
        }
        TestMail mail = ended.mail();
        boolean forgotten = acknowledged && ended.session() == session(mail.lane());
        if (forgotten) {
            follow(ended);
        } else {
            known.add(mail.number());
        }
        schedule.ended(mail, forgotten);
    }

    /** What was decided cannot be done, by a fault of ours: the session is given up. */
    void fail(UnderWay undone) {
        underWay.remove(undone);
        schedule.undone(undone.mail());
        loseSession();
    }

    /** The broker has forgotten the message; what follows from its outcome is in a lane, or the message has left. */
    private void follow(UnderWay ended) {
        TestMail mail = ended.mail();
        taken.remove(mail.number(), mail);
        LaneName target = ended.why() instanceof Decision.MoveOut<TestMail> move ? target(mail, move.to()) : null;
        if (target != null) {
            queue(target).addLast(mail.inLane(target));
        } else {
            assertThat(done.add(mail.number())).as("%s is done once", mail).isTrue();
        }
    }

    private static @Nullable LaneName target(TestMail mail, Decision.Target to) {
        return switch (to) {
            case LANE_OF_TENANT -> mail.laneOfTenant();
            case LANE_OF_MAILING -> mail.ownLane();
            case SITE_OF_DOMAIN -> null;
        };
    }

    /** All that was not acknowledged is in the broker's hands again. */
    void loseSession() {
        session++;
        forgetPassedOver();
        taken.values().forEach(mail -> queue(mail.lane()).addFirst(mail.again()));
        taken.clear();
        schedule.sessionLost();
        feeds.values().removeIf(feed -> feed != Feed.CLOSED);
    }

    /** The same for one lane, whose queue is made again at once. */
    void loseLane(LaneName lane) {
        losses.merge(lane, 1, Integer::sum);
        forgetPassedOver();
        List<TestMail> lost =
                taken.values().stream().filter(mail -> mail.lane().equals(lane)).toList();
        lost.forEach(mail -> queue(lane).addFirst(mail.again()));
        lost.forEach(mail -> taken.remove(mail.number()));
        schedule.laneLost(lane);
        if (feed(lane) != Feed.CLOSED) {
            feeds.remove(lane);
        }
    }

    /** Only what came by it since can be acknowledged. */
    private int session(LaneName lane) {
        return session + losses.getOrDefault(lane, 0);
    }

    void gateForgets() {
        gateForgot = true;
        gate.forgetWaiting();
    }

    void pausesChange() {
        Set<LaneName> lanes = Set.copyOf(paused);
        schedule.pausesChanged(lanes::contains);
    }

    void purge(LaneName lane) {
        purges.put(lane, now);
        schedule.purged(lane, null, now);
    }

    void stop() {
        stopped = true;
        schedule.stop();
        feeds.clear();
    }

    /** Lets the schedule decide, and the broker push, until neither does anything; then all must be well. */
    void settleDown() {
        boolean more = true;
        while (more) {
            gate.tell(schedule);
            more = decide() | push();
        }
        check();
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
        for (LaneName lane : List.copyOf(queues.keySet())) {
            Deque<TestMail> queue = queue(lane);
            while (!stopped && !queue.isEmpty() && feed(lane) == Feed.OPEN) {
                any = true;
                if (!schedule.offer(queue.getFirst())) {
                    feeds.put(lane, Feed.BUSY);
                    break;
                }
                TestMail mail = queue.removeFirst();
                taken.put(mail.number(), mail);
            }
        }
        return any;
    }

    private Feed feed(LaneName lane) {
        return feeds.getOrDefault(lane, Feed.OPEN);
    }

    private void apply(Decision<TestMail> decision) {
        if (decision.settled() != null || decision instanceof Decision.GiveBack) {
            forgetPassedOver(); // whose mail went may have lost the turn
        }
        switch (decision) {
            case Decision.Deliver<TestMail> deliver -> deliver(deliver.mail(), deliver.slot(), decision);
            case Decision.MoveOut<TestMail> move -> {
                TestMail mail = move.mail();
                boolean hasTarget = switch (move.to()) {
                    case LANE_OF_TENANT -> mail.lane().tenant() == null;
                    case LANE_OF_MAILING ->
                        mail.ownLane().mailing() != null && !mail.lane().equals(mail.ownLane());
                    case SITE_OF_DOMAIN -> site.equals(SiteId.OTHER);
                };
                require(hasTarget, "it has nowhere to go", move.mail());
                settle(move.mail(), decision);
            }
            case Decision.Postpone<TestMail> postpone -> {
                require(gate.suspended.containsKey(postpone.mail().domain()), "its domain isn't down", postpone.mail());
                settle(postpone.mail(), decision);
            }
            case Decision.Cancel<TestMail> cancel -> {
                require(isPurged(cancel.mail()), "it wasn't purged", cancel.mail());
                settle(cancel.mail(), decision);
            }
            case Decision.Expire<TestMail> expire -> {
                require(!expire.mail().expiresAt().isAfter(now), "it has time left", expire.mail());
                settle(expire.mail(), decision);
            }
            case Decision.Settle<TestMail> settle -> {
                require(known.remove(settle.mail().number()), "its outcome isn't known", settle.mail());
                begin(settle.mail(), null, decision);
            }
            case Decision.GiveBack<TestMail> giveBack -> {
                TestMail mail = giveBack.mail();
                require(taken.remove(mail.number(), mail), "it was not taken", mail);
                queue(mail.lane()).addFirst(mail);
            }
            case Decision.WantMore<TestMail> more -> {
                assertThat(feed(more.lane())).as("%s", more.lane()).isNotEqualTo(Feed.CLOSED);
                feeds.put(more.lane(), Feed.OPEN);
            }
            case Decision.CloseLane<TestMail> close -> feeds.put(close.lane(), Feed.CLOSED);
            case Decision.OpenLane<TestMail> open -> {
                assertThat(feed(open.lane())).isEqualTo(Feed.CLOSED);
                feeds.put(open.lane(), Feed.OPEN);
            }
        }
    }

    private void deliver(TestMail mail, DeliverySlot slot, Decision<TestMail> why) {
        assertThat(paused).as("lanes that are paused").doesNotContain(mail.lane());
        assertThat(stopped).isFalse();
        assertThat(mail.expiresAt()).isAfter(now);
        assertThat(((SimulatedGate.Slot) slot).domain).isEqualTo(mail.domain());
        settle(mail, null);
        begin(mail, slot, why);
        delivered++;
        passOver(mail);
        if (mail.urgency() == HIGHEST - 2) {
            passOverCampaigns(mail);
        }
        passOverUrgency(mail);
    }

    private void forgetPassedOver() {
        passedOver.clear();
        campaignsPassedOver.clear();
        urgenciesPassedOver.clear();
    }

    /** While a tenant has mail that could leave, others leave before it by their weight and no more often. */
    private void passOver(TestMail served) {
        Set<TenantAndUrgency> waiting = new HashSet<>();
        held().stream().filter(mail -> !gate.isFullFor(mail.owner())).forEach(mail -> waiting.add(of(mail)));
        waiting.remove(of(served));
        passedOver.keySet().retainAll(waiting);
        waiting.removeIf(each -> each.urgency() != served.urgency());
        for (TenantAndUrgency each : waiting) {
            int times = passedOver.merge(each, 1, Integer::sum);
            if (!site.equals(SiteId.OTHER)) {
                assertThat(times).as("others before %s", each).isLessThanOrEqualTo(MOST_BEFORE);
            }
        }
    }

    private record TenantAndUrgency(TenantId tenant, int urgency) {}

    private static TenantAndUrgency of(TestMail mail) {
        return new TenantAndUrgency(mail.tenant(), mail.urgency());
    }

    /** Mail of a campaign has the usual urgency. */
    private void passOverCampaigns(TestMail served) {
        Set<MailOwner> waiting = new HashSet<>();
        held().stream()
                .filter(mail -> mail.urgency() == served.urgency())
                .filter(mail -> !gate.isFullFor(mail.owner()))
                .forEach(mail -> waiting.add(mail.owner()));
        waiting.remove(served.owner());
        campaignsPassedOver.keySet().retainAll(waiting);
        waiting.removeIf(owner -> !owner.tenant().equals(served.tenant()));
        for (MailOwner owner : waiting) {
            int times = campaignsPassedOver.merge(owner, 1, Integer::sum);
            if (!site.equals(SiteId.OTHER)) {
                assertThat(times)
                        .as("others of the tenant before %s", owner)
                        .isLessThanOrEqualTo(MOST_OF_TENANT_BEFORE);
            }
        }
    }

    /** After nine messages of higher urgencies comes one of each lower one. */
    private void passOverUrgency(TestMail served) {
        Set<Integer> waiting = new HashSet<>();
        held().stream().filter(mail -> !gate.isFullFor(mail.owner())).forEach(mail -> waiting.add(mail.urgency()));
        waiting.remove(served.urgency());
        urgenciesPassedOver.keySet().retainAll(waiting);
        for (int urgency : waiting) {
            int times = urgenciesPassedOver.merge(urgency, 1, Integer::sum);
            if (!site.equals(SiteId.OTHER)) {
                int most = urgency == HIGHEST ? 2 : 9 + 2;
                assertThat(times).as("others before urgency %s", urgency).isLessThanOrEqualTo(most);
            }
        }
    }

    private void settle(TestMail mail, @Nullable Decision<TestMail> why) {
        require(taken.get(mail.number()) == mail, "it was not taken", mail);
        require(!known.contains(mail.number()), "its outcome is known", mail);
        require(!done.contains(mail.number()), "it is done", mail);
        if (why != null) {
            begin(mail, null, why);
        }
    }

    private void begin(TestMail mail, @Nullable DeliverySlot slot, Decision<TestMail> why) {
        require(
                underWay.stream().noneMatch(other -> other.mail().number() == mail.number()),
                "it is under way already",
                mail);
        underWay.add(new UnderWay(mail, slot, why, session(mail.lane())));
    }

    private boolean isPurged(TestMail mail) {
        Instant purge = purges.get(mail.lane());
        return purge != null && !mail.receivedAt().isAfter(purge);
    }

    /** What was taken and is not under way; not what waits for the end of an earlier delivery of the same message. */
    List<TestMail> held() {
        Set<Integer> flying = new HashSet<>();
        underWay.forEach(each -> flying.add(each.mail().number()));
        return taken.values().stream()
                .filter(mail -> !flying.contains(mail.number()))
                .toList();
    }

    private void check() {
        List<TestMail> held = held();
        assertThat(schedule.held()).as("held").isEqualTo(held.size());
        assertThat(schedule.underWay()).as("under way").isEqualTo(underWay.size());
        checkBounds(held);
        assertThat(gate.askedInVain).as("asked before told").isEmpty();
        if (!stopped) {
            boolean mayDeliver = mayDeliver();
            held.forEach(mail -> checkWaits(mail, mayDeliver));
            queues.forEach((lane, queue) -> {
                if (!queue.isEmpty()) {
                    checkWaits(lane, held);
                }
            });
        }
    }

    private void checkBounds(List<TestMail> all) {
        Map<LaneName, Integer> ofLane = new HashMap<>();
        all.forEach(mail -> ofLane.merge(mail.lane(), 1, Integer::sum));
        int wait = site.equals(SiteId.OTHER) ? LIMITS.heldInWait() : 0;
        ofLane.forEach((lane, count) -> {
            int most = wait + (lane.tenant() == null ? 4 * LIMITS.heldOfSharedLane() : LIMITS.heldOfLane());
            assertThat(count).as("held of a lane").isLessThanOrEqualTo(most);
        });
        assertThat(held.messages()).isEqualTo(all.size()).isLessThanOrEqualTo(HELD_ON_NODE + ofLane.size());
        long delivering = underWay.stream().filter(each -> each.slot() != null).count();
        assertThat(delivering).isLessThanOrEqualTo(LIMITS.inFlight());
        assertThat(inFlight.messages()).isEqualTo(delivering);
    }

    private boolean mayDeliver() {
        long delivering = 0;
        long octets = 0;
        for (UnderWay each : underWay) {
            delivering += each.slot() != null ? 1 : 0;
            octets += each.slot() != null ? each.mail().octets() : 0;
        }
        return delivering == 0
                || delivering < LIMITS.inFlight()
                        && octets < LIMITS.octetsInFlight()
                        && inFlight.hasRoom((int) delivering);
    }

    /** Nothing that could leave is held, and somebody will say when it can. */
    private void checkWaits(TestMail mail, boolean mayDeliver) {
        require(!paused.contains(mail.lane()), "its lane is paused", mail);
        if (mayDeliver) {
            boolean wouldGive = gate.wouldGive(mail.domain()) && !gate.isFullFor(mail.owner());
            require(gateForgot || !wouldGive, "it could leave", mail);
            require(
                    gateForgot || gate.isSiteWaiting() || gate.isWaiting(mail.domain()) || gate.isWaiting(mail.owner()),
                    "nobody is to tell of a chance for it",
                    mail);
        }
    }

    private static void require(boolean condition, String otherwise, TestMail mail) {
        if (!condition) {
            throw new AssertionError(otherwise + ": " + mail);
        }
    }

    private void checkWaits(LaneName lane, List<TestMail> held) {
        switch (feed(lane)) {
            case OPEN -> throw new AssertionError(lane + " has mail and nothing stands in its way");
            case CLOSED ->
                assertThat(paused.contains(lane) || schedule.wakeAt() != null)
                        .as("%s is paused or rests", lane)
                        .isTrue();
            case BUSY ->
                assertThat(held.stream().anyMatch(mail -> mail.lane().equals(lane))
                                || underWay.stream().anyMatch(each -> each.slot() == null))
                        .as("%s waits for what is held of it, or for a settlement", lane)
                        .isTrue();
        }
    }

    boolean isEverythingDone() {
        return done.size() == arrived;
    }

    String whatIsLeft() {
        return "queued " + queues + " " + feeds + ", held " + held() + ", under way " + underWay;
    }

    LaneName lane(@Nullable String tenant) {
        return new LaneName(TestMail.POOL, site, tenant == null ? null : new TenantId(tenant));
    }

    LaneName lane(String tenant, String campaign) {
        return new LaneName(
                TestMail.POOL, site, new TenantId(tenant), new Mailing.OfCampaign(new CampaignId(campaign)));
    }

    /** Not so long that all mail expires. */
    Duration untilWakeUp() {
        Instant wakeAt = schedule.wakeAt();
        Duration time = wakeAt == null ? Duration.ZERO : Duration.between(now, wakeAt);
        return time.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : time;
    }
}
