package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluicemta.delivery.schedule.Decision.Cancel;
import org.sluicemta.delivery.schedule.Decision.CloseLane;
import org.sluicemta.delivery.schedule.Decision.MoveOut;
import org.sluicemta.delivery.schedule.Decision.OpenLane;
import org.sluicemta.delivery.schedule.Decision.Settle;
import org.sluicemta.delivery.schedule.Decision.Target;
import org.sluicemta.delivery.schedule.Decision.WantMore;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

class LaneOffersTest {
    private static final LaneName SHARED = new LaneName(TestMail.POOL, TestMail.GMAIL, null);
    private static final LaneName OF_ACME = new LaneName(TestMail.POOL, TestMail.GMAIL, new TenantId("acme"));

    private final ScheduleLimits limits = ScheduleLimits.DEFAULTS;
    private final Flight<TestMail> flight = new Flight<>(limits, new NodeBudget(1000, 1 << 20));
    private final Decisions<TestMail> decisions = new Decisions<>(flight);
    private final Flows<TestMail> flows = new Flows<>(false, tenant -> 1);
    private final Holding<TestMail> holding =
            new Holding<>(limits, new NodeBudget(1000, 1 << 20), flows, new Turns<>(flows), decisions::add);
    private final Purges purges = new Purges();
    private final Expiry expiry = new Expiry();
    private final LaneOffers<TestMail> offers =
            new LaneOffers<>(holding, flight, new Rest(limits), expiry, purges, decisions);

    private static TestMail mail(int number) {
        return TestMail.shared(TestMail.GMAIL, number, "acme", "gmail.com");
    }

    private List<Decision<TestMail>> decided() {
        List<Decision<TestMail>> all = new ArrayList<>();
        for (Decision<TestMail> next = decisions.poll(); next != null; next = decisions.poll()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void holdsMailForItsTurnAndKnowsWhenItExpires() {
        assertThat(offers.offer(mail(1))).isTrue();

        assertThat(holding.held()).isEqualTo(1);
        assertThat(expiry.wakeAt()).isEqualTo(mail(1).expiresAt());
        assertThat(decided()).isEmpty();
    }

    @Test
    void settlesAtOnceWhatWasPurgedWhileItWasOnItsWay() {
        purges.add(SHARED, null, TestMail.START);

        assertThat(offers.offer(mail(1))).isTrue();
        assertThat(decided()).singleElement().isInstanceOf(Cancel.class);
        assertThat(holding.held()).isZero();
    }

    @Test
    void settlesAtOnceWhatWasDeliveredBeforeItsSessionWasLost() {
        flight.deliver(mail(1));
        assertThat(offers.offer(mail(1))).as("kept beside the first").isTrue();
        assertThat(flight.dropKept(kept -> true)).hasSize(1);

        TestMail second = mail(2);
        flight.deliver(second);
        flight.ended(second, false);
        assertThat(offers.offer(mail(2))).isTrue();
        assertThat(decided()).singleElement().isInstanceOf(Settle.class);
    }

    @Test
    void takesNothingFromAPausedLaneAndMovesAPausedTenantOutOfASharedOne() {
        offers.pause(SHARED::equals);
        assertThat(offers.offer(mail(1))).isFalse();
        assertThat(decided()).singleElement().isInstanceOf(CloseLane.class);

        holding.open(lane -> true);
        assertThat(decided()).singleElement().isInstanceOf(OpenLane.class);
        offers.pause(OF_ACME::equals);
        assertThat(offers.offer(mail(1))).isTrue();
        assertThat(decided())
                .singleElement()
                .isInstanceOfSatisfying(
                        MoveOut.class, move -> assertThat(move.to()).isEqualTo(Target.LANE_OF_TENANT));
    }

    @Test
    void leavesMailInItsLaneWhileTooMuchIsBeingSettled() {
        purges.add(SHARED, null, TestMail.START);
        int most = limits.settling();
        for (int i = 0; i < most; i++) {
            assertThat(offers.offer(mail(i))).isTrue();
        }

        assertThat(offers.offer(mail(most))).isFalse();
        assertThat(flight.endAwaitingSettlement()).as("while there is no room").isEmpty();
    }

    @Test
    void forgetsWhatWasDecidedAboutLostLanesButNotThatTheyOpen() {
        purges.add(SHARED, null, TestMail.START);
        offers.offer(mail(1));
        decisions.add(new OpenLane<>(SHARED));
        decisions.add(new WantMore<>(OF_ACME));

        decisions.lost(SHARED::equals);

        assertThat(decided()).hasExactlyElementsOfTypes(OpenLane.class, WantMore.class);
        assertThat(flight.settling()).isZero();
    }
}
