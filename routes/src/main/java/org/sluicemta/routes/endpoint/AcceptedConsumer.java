package org.sluicemta.routes.endpoint;

import java.util.List;
import org.apache.camel.Processor;
import org.sluicemta.routes.split.AcceptedMail;
import org.sluicemta.routes.split.Entrance;

/** The start of the route for accepted mail. */
final class AcceptedConsumer extends EntranceConsumer implements Entrance.Accepted {
    private final AcceptedEndpoint endpoint;

    AcceptedConsumer(AcceptedEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    public List<AcceptedMail> parts(AcceptedMail mail) {
        return endpoint.parts(mail);
    }

    @Override
    public void pass(AcceptedMail part) throws Exception {
        run(exchange -> {
            if (!(exchange.getIn() instanceof MailMessage)) {
                exchange.setIn(endpoint.message());
            }
            exchange.getIn().setBody(part);
        });
    }
}
