package org.sluicemta.mailets;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.config.ShortName;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.handoff.ChainRefusal;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Sets the stream of the mail. The first of these that names a stream wins: the listener; the stream header; signs of
 * bulk mail ({@code List-Unsubscribe}, or {@code Precedence: bulk} or {@code list}) if a stream for it is configured;
 * the tenant's default. A stream that doesn't exist, or that the tenant may not use, is refused with 5.7.1. Signs of
 * bulk are only a hint, and are ignored in that case. Strangers' relayed mail can't choose: all of it goes in one
 * stream.
 *
 * <p>The header is removed from every message.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>header</td><td>name of the stream header</td><td>X-Sluice-Stream</td></tr>
 * <tr><td>bulkStream</td><td>stream of mail that shows signs of bulk</td><td>none: signs are ignored</td></tr>
 * <tr><td>relayedStream</td><td>stream of relayed mail</td><td>transactional, or the first of egress.xml by
 * alphabet</td></tr>
 * </table>
 *
 * <pre>{@code
 * <mailet match="All" class="TagStream">
 *   <bulkStream>marketing</bulkStream>
 * </mailet>
 * }</pre>
 */
public final class TagStream extends GenericMailet {
    private static final AttributeName LISTENER_STREAM = AttributeName.of(MailAttributeNames.LISTENER_STREAM);
    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    private final TenantDirectory tenants;
    private final EgressPlans plans;
    private OurHeader header = new OurHeader("X-Sluice-Stream");
    private Optional<StreamId> bulkStream = Optional.empty();
    private Optional<StreamId> relayedStream = Optional.empty();

    @Inject
    public TagStream(TenantDirectory tenants, EgressPlans plans) {
        this.tenants = tenants;
        this.plans = plans;
    }

    @Override
    public void init() throws MessagingException {
        MailetParameters parameters = new MailetParameters(getMailetConfig());
        header = parameters
                .value("header", OurHeader::new, "a header field name")
                .orElse(header);
        bulkStream = stream(parameters, "bulkStream");
        relayedStream = stream(parameters, "relayedStream");
        parameters.check();
    }

    private Optional<StreamId> stream(MailetParameters parameters, String name) {
        Optional<StreamId> given = parameters.value(name, StreamId::new, "the short name of a stream");
        given.filter(stream -> !exists(stream))
                .ifPresent(stream -> parameters.problem("<" + name + "> names the stream \"" + stream
                        + "\", which egress.xml does not have; it has "
                        + plans.current().streams().keySet()));
        return given;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MimeMessage message = mail.getMessage();
        ChainMail chainMail = new ChainMail(mail);
        if (chainMail.isRelayed()) {
            header.ignore(message);
            chainMail.tag(relayedStream.orElseGet(() -> plans.current().usualStream()));
            return;
        }
        Tenant tenant = tenants.find(chainMail.tenant())
                .orElseThrow(() -> new ChainRefusal("5.7.1", "this mail belongs to no customer of ours"));
        Optional<String> named = header.take(message);
        Optional<StreamId> demanded =
                chainMail.text(LISTENER_STREAM).or(() -> named).map(name -> demanded(name, tenant));
        chainMail.tag(demanded.isPresent() ? demanded.get() : implied(message, tenant));
    }

    private StreamId demanded(String name, Tenant tenant) {
        return Optional.of(name)
                .filter(ShortName::isShortName)
                .map(StreamId::new)
                .filter(stream -> plans.current().isOpenTo(tenant, stream))
                .orElseThrow(() -> new ChainRefusal(
                        "5.7.1",
                        "Stream \"" + printable(name) + "\" does not exist or is not open to tenant " + tenant.id()));
    }

    /** A client's header may contain anything, but the reply must be a line of ASCII. */
    private static String printable(String name) {
        String plain = name.replaceAll("[^ -~]|\"", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "..." : plain;
    }

    private StreamId implied(MimeMessage message, Tenant tenant) throws MessagingException {
        return bulkStream.isPresent() && plans.current().isOpenTo(tenant, bulkStream.get()) && showsSignsOfBulk(message)
                ? bulkStream.get()
                : tenant.defaultStream();
    }

    private boolean exists(StreamId stream) {
        return plans.current().streams().containsKey(stream);
    }

    private static boolean showsSignsOfBulk(MimeMessage message) throws MessagingException {
        // RFC 2369 section 3.2
        if (message.getHeader("List-Unsubscribe") != null) {
            return true;
        }
        String precedence = message.getHeader("Precedence", ",");
        return precedence != null && BULK.contains(precedence.strip().toLowerCase(Locale.ROOT));
    }
}
