package org.sluicemta.routes.endpoint;

import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.routes.split.Entrance;

/**
 * {@code sluice:returned}: each message to the bounce domain, before its sender gets a reply. While the route fails,
 * the sender is told to try again later, so that no message is missed. What a message reports becomes an event once it
 * has been parsed.
 */
final class ReturnedEndpoint extends SluiceEndpoint {
    ReturnedEndpoint(String uri, SluiceComponent component) {
        super(uri, "returned", component);
    }

    @Override
    public boolean isBeginning() {
        return true;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new ReturnedConsumer(this, processor);
    }

    private static final class ReturnedConsumer extends EntranceConsumer implements Entrance.Returned {
        ReturnedConsumer(ReturnedEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        public void pass(ReturnedMail mail) throws Exception {
            run(exchange -> fill(exchange, mail));
        }

        private static void fill(Exchange exchange, ReturnedMail mail) {
            Message message = exchange.getIn();
            message.setHeader(SluiceHeaders.ID, mail.id().toString());
            message.setHeader(SluiceHeaders.RECIPIENT, mail.recipient().toString());
            message.setHeader(
                    SluiceHeaders.SENDER,
                    mail.sender() == null ? "" : mail.sender().toString());
            message.setHeader(SluiceHeaders.SIZE, mail.content().size());
            message.setHeader(SluiceHeaders.CLIENT, mail.clientAddress().getHostAddress());
            message.setBody(mail);
        }
    }
}
