package org.sluicemta.routes.endpoint;

import java.util.List;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.sluicemta.routes.split.AcceptedMail;

/** {@code sluice:accepted}: mail that has passed the chain. */
final class AcceptedEndpoint extends SluiceEndpoint {
    private final SluiceComponent component;
    private final Each each;
    private final Set<String> fields;

    /** What each exchange carries. */
    enum Each {
        /** The recipients of one domain. */
        DOMAIN {
            @Override
            List<AcceptedMail> parts(AcceptedMail mail) {
                return mail.byDomain();
            }
        },
        RECIPIENT {
            @Override
            List<AcceptedMail> parts(AcceptedMail mail) {
                return mail.byRecipient();
            }
        },
        /** The whole message. */
        MESSAGE {
            @Override
            List<AcceptedMail> parts(AcceptedMail mail) {
                return List.of(mail);
            }
        };

        abstract List<AcceptedMail> parts(AcceptedMail mail);
    }

    AcceptedEndpoint(String uri, SluiceComponent component, Each each, Set<String> fields) {
        super(uri, "accepted", component);
        this.component = component;
        this.each = each;
        this.fields = MailHeaders.fold(fields);
    }

    @Override
    public boolean isBeginning() {
        return true;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new AcceptedConsumer(this, processor);
    }

    List<AcceptedMail> parts(AcceptedMail mail) {
        return each.parts(mail);
    }

    MailMessage message() {
        return new MailMessage(getCamelContext(), component.services().sites(), fields);
    }
}
