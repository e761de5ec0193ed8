package org.sluicemta.routes.endpoint;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.PoolId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.routes.split.AcceptedMail;

/**
 * {@code sluice:pool}: the mail leaves through a pool, the named one or its stream's. With {@code copyTo} a copy goes
 * to others, and the mail itself still has to be placed.
 */
final class PoolEndpoint extends SluiceEndpoint {
    private final SluiceComponent component;
    private final Optional<PoolId> pool;
    private final List<EmailAddress> copyTo;

    PoolEndpoint(String uri, SluiceComponent component, Optional<PoolId> pool, List<EmailAddress> copyTo) {
        super(uri, "pool", component);
        this.component = component;
        this.pool = pool;
        this.copyTo = copyTo;
    }

    @Override
    public boolean isBeginning() {
        return false;
    }

    @Override
    public Producer createProducer() {
        return new StepProducer(
                this, exchange -> place(exchange, component.services().plans().current()));
    }

    private void place(Exchange exchange, EgressPlan plan) {
        AcceptedMail mail = MailMessage.mailOf(exchange, name());
        PoolId chosen = pool.orElseGet(() -> plan.poolOf(mail.envelope().stream()));
        if (plan.pool(chosen).isEmpty()) {
            throw new IllegalStateException("egress.xml has no pool " + chosen + " any more");
        }
        if (copyTo.isEmpty()) {
            mail.placements().place(mail, chosen);
        } else {
            mail.placements().copy(chosen, copyTo);
        }
    }
}
