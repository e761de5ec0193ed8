package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.lane.LaneName;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** 100,000 random steps against {@link ScheduleModel}, and after each thousand everything must find its way out. */
class ScheduleModelTest {
    private static final List<String> TENANTS = List.of("heavy", "acme", "bolt", "cargo", "delta");
    private static final List<String> DOMAINS =
            List.of("a.example", "b.example", "c.example", "d.example", "e.example", "f.example", "g.example");
    private static final List<String> CAMPAIGNS = List.of("spring", "summer", "autumn");
    private static final List<StreamId> STREAMS =
            List.of(TestMail.STREAM, TestMail.STREAM, TestMail.URGENT, TestMail.SLOW);
    private static final int STEPS = 1000;

    private Random random = new Random(0);
    private ScheduleModel model = new ScheduleModel(SiteId.OTHER);
    private int number;

    @ParameterizedTest
    @CsvSource({"other, 1", "other, 2", "gmail, 3", "gmail, 4"})
    void nothingIsLostDoubledOrForgotten(String site, long seed) {
        random = new Random(seed);
        int delivered = 0;
        for (int run = 0; run < 25; run++) {
            model = new ScheduleModel(new SiteId(site));
            for (int step = 0; step < STEPS; step++) {
                step();
                model.settleDown();
            }
            delivered += model.delivered;
            if (run % 5 == 4) {
                stop();
            } else {
                drain();
            }
        }
        assertThat(delivered).as("enough happened").isGreaterThan(2000);
    }

    private void step() {
        switch (random.nextInt(25)) {
            case 0, 1, 2, 3, 4, 5 -> arrive(1);
            case 6 -> arrive(20);
            case 7, 8, 9, 10, 11, 12 -> endSome();
            case 13 -> loseAcknowledgement();
            case 14 -> model.gate.connections = random.nextInt(6);
            case 15 -> model.gate.ofOneDomain = random.nextInt(4);
            case 16 -> model.gate.tellAnyway(model.schedule);
            case 17 -> suspend();
            case 18 -> model.gate.suspended.clear();
            case 19 -> pause();
            case 20 -> resume();
            case 21 -> advance(Duration.ofMillis(random.nextInt(3000)));
            case 22 -> advance(model.untilWakeUp());
            case 23 -> limit();
            default -> rare();
        }
    }

    private void limit() {
        CampaignId campaign = random.nextBoolean() ? new CampaignId(any(CAMPAIGNS)) : null;
        model.gate.most.put(new MailOwner(new TenantId(any(TENANTS)), campaign), random.nextInt(3));
    }

    private void rare() {
        switch (random.nextInt(8)) {
            case 0 -> model.loseSession();
            case 5 -> model.loseLane(lane());
            case 4 -> failOne();
            case 1 -> model.purge(lane());
            case 2 -> model.gate.open = random.nextInt(3) > 0;
            case 3 -> advance(Duration.ofMinutes(random.nextInt(10)));
            case 6 -> model.gate.most.clear();
            default -> arrive(60);
        }
    }

    private void arrive(int count) {
        LaneName lane = lane();
        TenantId owner = lane.tenant();
        for (int i = 0; i < count; i++) {
            String tenant = owner == null ? any(TENANTS) : owner.value();
            String campaign = lane.mailing() instanceof Mailing.OfCampaign of
                    ? of.campaign().value()
                    : random.nextInt(4) == 0 ? null : any(CAMPAIGNS);
            TestMail mail =
                    TestMail.shared(model.site, number++, tenant, any(DOMAINS)).inLane(lane).campaign(campaign).stream(
                                    lane.mailing() == null && campaign == null ? any(STREAMS) : TestMail.STREAM)
                            .received(model.now)
                            .priority(random.nextInt(8) == 0 ? random.nextInt(19) - 9 : 0)
                            .octets(1000 + random.nextInt(3000))
                            .content(0)
                            .expires(model.now.plus(
                                    random.nextInt(10) == 0
                                            ? Duration.ofSeconds(random.nextInt(20))
                                            : Duration.ofDays(4)));
            model.arrive(mail);
        }
    }

    private LaneName lane() {
        return random.nextInt(6) == 0
                ? model.lane(any(TENANTS), any(CAMPAIGNS))
                : model.lane(random.nextInt(3) == 0 ? any(TENANTS) : null);
    }

    private <T> T any(List<T> names) {
        return names.get(random.nextInt(names.size()));
    }

    private ScheduleModel.@Nullable UnderWay anyUnderWay() {
        return model.underWay.isEmpty() ? null : model.underWay.get(random.nextInt(model.underWay.size()));
    }

    private void endOne(boolean acknowledged) {
        ScheduleModel.UnderWay any = anyUnderWay();
        if (any != null) {
            model.end(any, acknowledged);
        }
    }

    private void endSome() {
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            endOne(true);
        }
    }

    private void loseAcknowledgement() {
        endOne(false);
        model.loseSession();
    }

    private void failOne() {
        ScheduleModel.UnderWay any = anyUnderWay();
        if (any != null && any.slot() == null) {
            model.fail(any);
        }
    }

    private void suspend() {
        model.gate.suspended.put(
                any(DOMAINS),
                new SuspendedDomain(
                        model.now.plus(Duration.ofSeconds(30)), new SmtpReply(421, "4.4.1", "connection refused")));
    }

    private void pause() {
        model.paused.add(lane());
        model.pausesChange();
    }

    private void resume() {
        if (random.nextBoolean()) {
            model.paused.clear();
        } else {
            model.paused.remove(lane());
        }
        model.pausesChange();
    }

    private void advance(Duration time) {
        model.now = model.now.plus(time.isNegative() ? Duration.ZERO : time);
        model.gate.at(model.now);
    }

    /** Once nothing stands in the way any more, everything leaves. */
    private void drain() {
        model.gate.connections = 4;
        model.gate.ofOneDomain = 2;
        model.gate.open = true;
        model.gate.most.clear();
        model.gate.suspended.clear();
        model.paused.clear();
        model.pausesChange();
        for (int i = 0; i < 20_000 && !model.isEverythingDone(); i++) {
            endOne(true);
            model.settleDown();
        }
        assertThat(model.isEverythingDone()).as(model::whatIsLeft).isTrue();
        assertThat(model.schedule.isIdle()).as("idle").isTrue();
        assertThat(model.held.octets()).isZero();
        assertThat(model.inFlight.octets()).isZero();
    }

    /** After a stop nothing is held, and what is under way ends. */
    private void stop() {
        model.stop();
        model.settleDown();
        assertThat(model.held()).isEmpty();
        while (!model.underWay.isEmpty()) {
            endOne(true);
            model.settleDown();
        }
        assertThat(model.held.octets()).isZero();
        assertThat(model.inFlight.octets()).isZero();
    }
}
