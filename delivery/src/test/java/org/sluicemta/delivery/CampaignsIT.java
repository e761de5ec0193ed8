package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.delivery.site.PacedCampaigns;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.queue.lane.EgressSplit;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.queue.lane.QueuedMail;
import org.sluicemta.testing.time.MutableClock;

/** Campaigns of queued mail, over the broker. */
class CampaignsIT {
    private static final CampaignId SPRING = new CampaignId("spring-26");

    @TempDir
    Path directory;

    private final MutableClock clock =
            new MutableClock(Instant.ofEpochMilli(InstantSource.system().millis()));
    private final FakeGateway gateway = new FakeGateway(10);
    private final FakeStores stores = new FakeStores();

    private Road road() throws Exception {
        RetrySchedule schedule = new RetrySchedule("default", List.of(Duration.ofMinutes(10)), Duration.ofHours(5));
        return new Road(directory, Plans.plan(schedule, 1_000), gateway, stores, Tempo.hasty(clock));
    }

    private static FinishedEnvelope of(Campaign campaign, FinishedEnvelope plain) {
        Letter letter = plain.letter();
        return new FinishedEnvelope(
                new Letter(
                        letter.id(),
                        letter.tenant(),
                        letter.stream(),
                        letter.sender(),
                        letter.options(),
                        letter.content(),
                        letter.receivedAt(),
                        campaign),
                plain.returnPaths(),
                plain.recipients(),
                plain.clientAddress());
    }

    private void send(Road road, @Nullable String campaign, String recipient) throws Exception {
        FinishedEnvelope plain =
                road.envelope(Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, Road.body(200), recipient);
        road.send(campaign == null ? plain : of(new Campaign(new CampaignId(campaign)), plain));
    }

    @Test
    void givesACampaignWithABacklogALaneOfItsOwn() throws Exception {
        gateway.hold();
        RetrySchedule schedule = new RetrySchedule("default", List.of(Duration.ofMinutes(10)), Duration.ofHours(5));
        try (Road road = new Road(directory, Plans.plan(schedule, 20), gateway, stores, Tempo.hasty(clock))) {
            for (int i = 0; i < 100; i++) {
                send(road, "spring", "a" + i + "@gmail.test");
            }
            send(road, "summer", "b@gmail.test");
            send(road, null, "c@gmail.test");

            assertThat(road.get(LaneDirectory.class).lanes())
                    .extracting(lane -> lane.name().queue())
                    .containsExactly("egress.main.gmail.shared", "egress.main.gmail.tenant.acme.campaign.spring");
            assertThat(road.get(LaneControl.class)
                            .purge(new LaneScope.OfLane(LaneName.parse("egress.main.gmail.tenant.acme.campaign.spring")
                                    .orElseThrow())))
                    .isBetween(60, 80);
            gateway.letGo();

            road.events.await(EventType.CANCELLED, 60);
            assertThat(road.events.await(EventType.DELIVERED, 22))
                    .extracting(event -> event.mail().campaign())
                    .contains(new CampaignId("summer"), (CampaignId) null);
        }
    }

    /** Lanes are expensive, and a client may name as many campaigns as it likes. */
    @Test
    void givesNoMoreThanAThousandCampaignsALane() throws Exception {
        try (Road road = road()) {
            Lanes lanes = road.get(Lanes.class);
            for (int i = 0; i < 1_000; i++) {
                assertThat(spread(road, "never-came" + i).lane().mailing()).isNotNull();
            }
            OutboundMessage first = spread(road, "first").mail();
            lanes.entered(first);
            for (int i = 1; i < 1_000; i++) {
                QueuedMail placed = spread(road, "c" + i);
                assertThat(placed.lane().mailing()).as("campaign %d", i).isNotNull();
                lanes.entered(placed.mail());
            }

            assertThat(spread(road, "one-more").lane().tenant()).isNull();
            lanes.left(first);
            assertThat(spread(road, "one-more").lane().mailing()).isNotNull();
        }
    }

    private QueuedMail spread(Road road, String campaign) {
        FinishedEnvelope plain =
                road.envelope(Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, Road.body(200), "a@gmail.test");
        Instant until = clock.instant().plus(Duration.ofHours(1));
        return road.get(EgressSplit.class)
                .split(of(new Campaign(new CampaignId(campaign), until), plain), Plans.POOL)
                .getFirst();
    }

    @Test
    void aPausedTenantSendsNoCampaignEither() throws Exception {
        RetrySchedule schedule = new RetrySchedule("default", List.of(Duration.ofMinutes(10)), Duration.ofHours(5));
        try (Road road = new Road(directory, Plans.plan(schedule, 20), gateway, stores, Tempo.hasty(clock))) {
            gateway.hold();
            for (int i = 0; i < 60; i++) {
                send(road, "spring", "a" + i + "@gmail.test");
            }
            LaneScope acme = new LaneScope.OfTenant(Road.ACME);
            road.get(LaneControl.class).pause(acme);
            gateway.letGo();
            send(road, "spring", "late@gmail.test");
            send(road, "summer", "b@gmail.test");
            road.send(Road.BETA, "c@gmail.test");
            road.events.await(EventType.DELIVERED, 1);

            assertThat(road.get(LaneDirectory.class).lanes())
                    .filteredOn(lane -> Road.ACME.equals(lane.name().tenant()))
                    .allMatch(lane -> lane.paused())
                    .extracting(lane -> lane.name().queue())
                    .contains("egress.main.gmail.tenant.acme", "egress.main.gmail.tenant.acme.campaign.spring");
            int before = road.events.of(EventType.DELIVERED).size();
            assertThat(before).isLessThan(40);
            road.get(LaneControl.class).resume(acme);

            assertThat(road.events.await(EventType.DELIVERED, 63)).hasSize(63);
        }
    }

    /** What is left is counted again after the restart. */
    @Test
    void spreadsACampaignOverTheTimeThatIsLeftAlsoAfterARestart() throws Exception {
        Campaign campaign = new Campaign(SPRING, clock.instant().plus(Duration.ofMinutes(10)));
        LaneName lane = LaneName.parse("egress.main.gmail.tenant.acme.campaign.spring-26")
                .orElseThrow();
        try (Road road = road()) {
            for (int i = 0; i < 40; i++) {
                road.send(of(
                        campaign,
                        road.envelope(
                                Road.ACME,
                                Plans.TRANSACTIONAL,
                                EnvelopeOptions.NONE,
                                Road.body(200),
                                "a" + i + "@gmail.test")));
            }
            send(road, "summer", "b@gmail.test");
            road.events.await(EventType.DELIVERED, 2);
            assertThat(clock.advanceUntil(
                            () -> road.get(PacedCampaigns.class)
                                    .of(lane)
                                    .filter(paced -> paced.waiting() == 39)
                                    .isPresent(),
                            Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(gateway.delivered.all())
                    .extracting(OutboundMessage::campaign)
                    .contains(campaign, new Campaign(new CampaignId("summer")))
                    .hasSizeLessThan(10);
        }
        int before = gateway.delivered.all().size();
        try (Road road = road()) {
            assertThat(clock.advanceUntil(
                            () -> road.get(PacedCampaigns.class).of(lane).isPresent(), Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(road.get(PacedCampaigns.class).of(lane).orElseThrow().waiting())
                    .isBetween(30L, 39L);
            assertThat(gateway.delivered.all()).hasSizeLessThan(before + 5);

            clock.advance(Duration.ofMinutes(10));
            road.events.await(EventType.DELIVERED, 41 - before);
        }
    }

    @Test
    void keepsTheCampaignOverADeferralAndARestart() throws Exception {
        Campaign campaign = new Campaign(SPRING, clock.instant().plus(Duration.ofMinutes(1)));
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            FinishedEnvelope plain =
                    road.envelope(Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, Road.body(200), "a@gmail.test");
            road.send(of(campaign, plain));
            road.send(Road.ACME, "b@gmail.test");
            road.events.await(EventType.DEFERRED, 2);
            assertThat(road.events.of(EventType.DEFERRED))
                    .extracting(event -> event.mail().campaign())
                    .containsExactlyInAnyOrder(SPRING, null);
        }
        gateway.answer(recipient -> Answers.delivered());
        clock.advance(Duration.ofMinutes(11));

        try (Road road = road()) {
            road.events.await(EventType.DELIVERED, 2);
            assertThat(road.events.of(EventType.DELIVERED))
                    .extracting(event -> event.mail().campaign())
                    .containsExactlyInAnyOrder(SPRING, null);
            assertThat(gateway.delivered.all())
                    .extracting(OutboundMessage::campaign)
                    .containsExactlyInAnyOrder(campaign, null, campaign, null);
        }
    }
}
