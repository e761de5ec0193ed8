package org.sluicemta.delivery;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.Placement;
import org.sluicemta.handoff.Placing;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.handoff.Staged;

/** Into the pool of the stream, without a route between. */
final class DirectHandOff implements HandOff {
    private final EgressPlans plans;
    private final Placing placing;

    @Inject
    DirectHandOff(EgressPlans plans, Placing placing) {
        this.plans = plans;
        this.placing = placing;
    }

    @Override
    public Prepared prepare(List<Staged> staged) {
        List<Placement> placed = new ArrayList<>();
        List<ReturnedMail> returned = new ArrayList<>();
        for (Staged item : staged) {
            switch (item) {
                case FinishedEnvelope envelope ->
                    placed.add(new Placement(envelope, plans.current().poolOf(envelope.stream())));
                case ReturnedMail mail -> returned.add(mail);
            }
        }
        return () -> placing.commit(placed, returned);
    }
}
