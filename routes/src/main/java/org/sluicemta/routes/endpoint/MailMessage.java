package org.sluicemta.routes.endpoint;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.egress.SiteId;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.routes.split.AcceptedMail;

/**
 * A message of an exchange that carries accepted mail. Its headers always match its body: in a split, each part has its
 * own. A step that replaces the body, for example with the reply of a web service, creates another message; the
 * exchange keeps the mail as well.
 */
final class MailMessage extends DefaultMessage {
    private static final String MAIL = "SluiceMail";

    private final Function<String, SiteId> sites;
    private final Set<String> wantedFields;
    private @Nullable AcceptedMail mail;

    MailMessage(CamelContext camel, Function<String, SiteId> sites, Set<String> wantedFields) {
        super(camel);
        this.sites = sites;
        this.wantedFields = wantedFields;
    }

    /** The mail that an exchange carries. Throws IllegalStateException if there is none. */
    static AcceptedMail mailOf(Exchange exchange, String endpoint) {
        if (exchange.getMessage().getBody() instanceof AcceptedMail mail) {
            return mail;
        }
        if (exchange.getProperty(MAIL) instanceof AcceptedMail mail) {
            return mail;
        }
        throw new IllegalStateException(endpoint
                + " takes what sluice:accepted gave, and this exchange did not begin there. Other mail is sent by"
                + " sluice:mail");
    }

    @Override
    public void setBody(@Nullable Object body) {
        super.setBody(body);
        if (body instanceof AcceptedMail accepted) {
            describe(accepted);
        }
    }

    private void describe(AcceptedMail accepted) {
        mail = accepted;
        if (getExchange() != null) {
            getExchange().setProperty(MAIL, accepted);
        }
        FinishedEnvelope envelope = accepted.envelope();
        Map<String, Object> headers = getHeaders();
        headers.put(SluiceHeaders.ID, envelope.id().toString());
        headers.put(SluiceHeaders.TENANT, envelope.tenant().value());
        headers.put(SluiceHeaders.STREAM, envelope.stream().value());
        Optional<Campaign> campaign = Optional.ofNullable(envelope.campaign());
        put(headers, SluiceHeaders.CAMPAIGN, campaign.map(its -> its.id().value()));
        put(
                headers,
                SluiceHeaders.DELIVER_UNTIL,
                campaign.map(Campaign::deliverUntil).map(Instant::toString));
        headers.put(
                SluiceHeaders.SENDER,
                envelope.sender() == null ? "" : envelope.sender().toString());
        headers.put(SluiceHeaders.SIZE, envelope.content().size());
        put(
                headers,
                SluiceHeaders.CLIENT,
                Optional.ofNullable(envelope.clientAddress()).map(InetAddress::getHostAddress));
        recipients(headers, accepted);
    }

    private void recipients(Map<String, Object> headers, AcceptedMail accepted) {
        var addresses = accepted.envelope().recipients().stream()
                .map(recipient -> recipient.address().toString())
                .toList();
        headers.put(SluiceHeaders.RECIPIENTS, addresses);
        put(
                headers,
                SluiceHeaders.RECIPIENT,
                addresses.size() == 1 ? Optional.of(addresses.getFirst()) : Optional.empty());
        Optional<String> domain = accepted.domain();
        put(headers, SluiceHeaders.DOMAIN, domain);
        put(headers, SluiceHeaders.SITE, domain.map(name -> sites.apply(name).value()));
    }

    /** A part has the same value as the whole, or none. */
    private static void put(Map<String, Object> headers, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> headers.put(name, text), () -> headers.remove(name));
    }

    /** A field of the message's own header that routes may read. */
    @Nullable
    String field(String name) {
        AcceptedMail described = mail;
        return described != null && MailHeaders.isReadable(name, wantedFields)
                ? described.field(name).orElse(null)
                : null;
    }

    @Override
    protected Map<String, Object> createHeaders() {
        return new MailHeaders(this);
    }

    @Override
    public void copyFromWithNewBody(Message that, Object newBody) {
        if (that instanceof MailMessage other) {
            mail = other.mail;
        }
        super.copyFromWithNewBody(that, newBody);
    }

    @Override
    public DefaultMessage newInstance() {
        return new MailMessage(getCamelContext(), sites, wantedFields);
    }

    @Override
    public void reset() {
        super.reset();
        mail = null;
    }
}
