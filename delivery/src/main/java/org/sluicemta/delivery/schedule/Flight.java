package org.sluicemta.delivery.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Mail that has left a schedule and whose result is pending. If its session is lost, the broker may push a message
 * again before that. The copy is then kept with the first one, because it must not be delivered twice.
 */
final class Flight<M extends HeldMail> {
    /** More than can be in progress when a session is lost. */
    private static final int MOST_REMEMBERED = 10_000;

    private final ScheduleLimits limits;
    private final NodeBudget budget;
    private final Map<M, Leg<M>> legs = new IdentityHashMap<>();
    private final Map<Object, Leg<M>> byKey = new HashMap<>();
    private final Set<Object> unacknowledged = new LinkedHashSet<>();
    private final Set<Lane> awaitingSettlement = new LinkedHashSet<>();
    private int delivering;
    private long octets;
    private int settling;

    Flight(ScheduleLimits limits, NodeBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /** A message in progress, and copies with the same key that came since. */
    private static final class Leg<M> {
        final boolean delivery;
        List<M> again = List.of();

        Leg(boolean delivery) {
            this.delivery = delivery;
        }
    }

    int delivering() {
        return delivering;
    }

    int settling() {
        return settling;
    }

    boolean mayDeliver() {
        return delivering == 0
                || delivering < limits.inFlight() && octets < limits.octetsInFlight() && budget.hasRoom(delivering);
    }

    boolean maySettle() {
        return settling < limits.settling();
    }

    /** The lane should be told when {@link #maySettle} is true again. */
    void awaitSettlement(Lane lane) {
        lane.refused = true;
        awaitingSettlement.add(lane);
    }

    /**
     * Lanes that may continue, longest waiting first, as many as there is room for. While a settlement is in progress,
     * its end will tell more of them.
     */
    List<Lane> endAwaitingSettlement() {
        List<Lane> told = new ArrayList<>();
        int room = settling == 0 ? Integer.MAX_VALUE : limits.settling() - settling;
        for (Iterator<Lane> lanes = awaitingSettlement.iterator(); lanes.hasNext() && told.size() < room; ) {
            Lane lane = lanes.next();
            lanes.remove();
            if (lane.refused) {
                told.add(lane);
            }
        }
        return told;
    }

    void deliver(M mail) {
        begin(mail, new Leg<>(true));
        delivering++;
        octets += mail.octets();
        budget.take(mail.octets());
    }

    void settle(M mail) {
        begin(mail, new Leg<>(false));
        unacknowledged.remove(mail.key());
        settling++;
    }

    private void begin(M mail, Leg<M> leg) {
        legs.put(mail, leg);
        byKey.put(mail.key(), leg);
    }

    private @Nullable Leg<M> end(M mail) {
        Leg<M> leg = legs.remove(mail);
        if (leg != null) {
            byKey.remove(mail.key(), leg);
        }
        return leg;
    }

    /** Whether it is already in progress; then this copy is kept until the first has ended. */
    boolean keepBeside(M mail) {
        Leg<M> leg = byKey.get(mail.key());
        if (leg == null) {
            return false;
        }
        if (leg.again.isEmpty()) {
            leg.again = new ArrayList<>(1);
        }
        leg.again.add(mail);
        return true;
    }

    /** Whether its outcome is known. */
    boolean isKnown(M mail) {
        return !unacknowledged.isEmpty() && unacknowledged.contains(mail.key());
    }

    /** The copies kept with it. */
    List<M> ended(M mail, boolean acknowledged) {
        Leg<M> leg = end(mail);
        if (leg == null) {
            throw new IllegalStateException(mail.key() + " is not under way");
        }
        if (leg.delivery) {
            delivering--;
            octets -= mail.octets();
            budget.release(mail.octets());
        } else {
            settling--;
        }
        if (!acknowledged && leg.again.isEmpty()) {
            remember(mail.key());
        }
        return leg.again;
    }

    private void remember(Object key) {
        unacknowledged.add(key);
        if (unacknowledged.size() > MOST_REMEMBERED) {
            unacknowledged.remove(unacknowledged.iterator().next());
        }
    }

    /** Decided but not done: it goes back with its session. @return the copies kept with it */
    List<M> undo(M mail, boolean outcomeKnown) {
        Leg<M> leg = end(mail);
        if (leg != null) {
            settling--;
        }
        if (outcomeKnown) {
            remember(mail.key());
        }
        return leg == null ? List.of() : leg.again;
    }

    /** Matching copies, which are then no longer kept. */
    List<M> dropKept(Predicate<M> unwanted) {
        List<M> all = new ArrayList<>();
        for (Leg<M> leg : legs.values()) {
            if (!leg.again.isEmpty()) {
                leg.again.stream().filter(unwanted).forEach(all::add);
                leg.again.removeIf(unwanted);
            }
        }
        return all;
    }
}
