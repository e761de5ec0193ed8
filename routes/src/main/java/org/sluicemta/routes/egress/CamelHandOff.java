package org.sluicemta.routes.egress;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Placement;
import org.sluicemta.handoff.Placing;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.handoff.Staged;

/** Places what a chain staged in the pool of its stream, on the calling thread. */
@Singleton
public final class CamelHandOff implements HandOff {
    private final EgressPlans plans;
    private final Placing placing;

    @Inject
    public CamelHandOff(EgressPlans plans, Placing placing) {
        this.plans = plans;
        this.placing = placing;
    }

    @Override
    public void commit(List<Staged> staged) throws HandOffException {
        if (staged.isEmpty()) {
            return;
        }
        EgressPlan plan = plans.current();
        List<Placement> placed = new ArrayList<>();
        List<ReturnedMail> returned = new ArrayList<>();
        for (Staged item : staged) {
            switch (item) {
                case FinishedEnvelope envelope -> placed.add(new Placement(envelope, plan.poolOf(envelope.stream())));
                case ReturnedMail mail -> returned.add(mail);
            }
        }
        placing.commit(placed, returned);
    }
}
