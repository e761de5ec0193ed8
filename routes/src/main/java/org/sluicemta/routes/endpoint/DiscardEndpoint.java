package org.sluicemta.routes.endpoint;

import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.sluicemta.routes.split.AcceptedMail;

/** {@code sluice:discard}: the recipients get nothing, and there is an event for each. */
final class DiscardEndpoint extends SluiceEndpoint {
    DiscardEndpoint(String uri, SluiceComponent component) {
        super(uri, "discard", component);
    }

    @Override
    public boolean isBeginning() {
        return false;
    }

    @Override
    public Producer createProducer() {
        return new StepProducer(this, this::discard);
    }

    private void discard(Exchange exchange) {
        AcceptedMail mail = MailMessage.mailOf(exchange, name());
        mail.placements().discard(mail);
    }
}
