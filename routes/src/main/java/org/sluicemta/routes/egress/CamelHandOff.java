package org.sluicemta.routes.egress;

import java.util.List;
import java.util.Objects;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Staged;

/** Sends what a chain staged through the route {@code egress.split}, on the calling thread. */
@Singleton
public final class CamelHandOff implements HandOff {
    private final CamelContext camel;
    private volatile @Nullable ProducerTemplate template;

    @Inject
    public CamelHandOff(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public void commit(List<Staged> staged) throws HandOffException {
        if (staged.isEmpty()) {
            return;
        }
        Exchange done = template()
                .send(
                        EgressSplitRoute.START,
                        ExchangePattern.InOnly,
                        exchange -> exchange.getIn().setBody(staged));
        Exception failure = done.getException();
        if (failure instanceof NoRoomException) {
            throw new HandOffException.NoRoom("not queued: " + failure.getMessage(), failure);
        }
        if (failure != null) {
            throw new HandOffException("not queued: " + failure.getMessage(), failure);
        }
    }

    private ProducerTemplate template() {
        ProducerTemplate current = template;
        if (current == null) {
            synchronized (this) {
                current = template;
                if (current == null) {
                    current = Objects.requireNonNull(camel.createProducerTemplate());
                    template = current;
                }
            }
        }
        return current;
    }
}
