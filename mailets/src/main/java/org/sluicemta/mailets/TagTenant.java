package org.sluicemta.mailets;

import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.ShortName;
import org.sluicemta.handoff.ChainRefusal;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.tenant.ClientEvidence;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * Sets the tenant of the mail. The first of these that names a tenant wins: the credential used to log in; for clients
 * in trusted networks and mail created here, which may be for any tenant, the tenant given by the creator, the tenant
 * header, and then the owner of the sender's domain; the tenant of the smallest network that contains the client; for
 * trusted clients again, the tenant of the listener and the default. A trusted client's mail without a tenant is
 * refused with 5.7.1, and so is mail from a domain, or a subdomain, of another tenant, in any spelling. If a login
 * determined the tenant, the addresses in From are checked as well, and an ambiguous From is refused with 5.6.0.
 *
 * <p>A stranger, who neither logged in nor is in a known network, proves nothing: whatever is in MAIL, From or our
 * headers, the mail is "relayed" and belongs to no tenant.
 *
 * <p>The header is removed from every message, trusted or not. Mail that a mailet creates about a message after this
 * one belongs to that message's tenant, whatever its sender.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>header</td><td>name of the tenant header</td><td>X-Sluice-Tenant</td></tr>
 * <tr><td>default</td><td>tenant of a trusted client's mail that nothing else places</td><td>none: such mail is
 * refused</td></tr>
 * <tr><td>foreignDomain</td><td>{@code refuse} or {@code allow} senders at a domain of another
 * tenant</td><td>refuse</td></tr>
 * </table>
 *
 * <pre>{@code
 * <mailet match="All" class="TagTenant">
 *   <default>house</default>
 * </mailet>
 * }</pre>
 */
public final class TagTenant extends GenericMailet {
    private static final AttributeName FOR_TENANT = AttributeName.of(MailAttributeNames.FOR_TENANT);
    private static final AttributeName LISTENER = AttributeName.of(MailAttributeNames.LISTENER);

    private final TenantDirectory tenants;
    private OurHeader header = new OurHeader("X-Sluice-Tenant");
    private Optional<TenantId> fallback = Optional.empty();
    private boolean foreignDomainAllowed;

    @Inject
    public TagTenant(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    @Override
    public void init() throws MessagingException {
        MailetParameters parameters = new MailetParameters(getMailetConfig());
        header = parameters
                .value("header", OurHeader::new, "a header field name")
                .orElse(header);
        fallback = parameters.value("default", TenantId::new, "the short name of a tenant");
        if (fallback.isPresent() && tenants.find(fallback.get()).isEmpty()) {
            parameters.problem("<default> names the tenant \"" + fallback.get() + "\", which does not exist; make it"
                    + " with: sluice tenant add " + fallback.get());
        }
        foreignDomainAllowed = parameters
                .value("foreignDomain", TagTenant::parseForeignDomain, "refuse or allow")
                .orElse(false);
        parameters.check();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        ChainMail chainMail = new ChainMail(mail);
        ClientEvidence client = chainMail.client();
        if (client.isStranger(tenants)) {
            header.ignore(mail.getMessage());
            chainMail.tag(TenantId.RELAYED);
            return;
        }
        if (chainMail.isAboutTaggedMail()) {
            header.ignore(mail.getMessage());
            return;
        }
        Tenant tenant = tenant(client, chainMail, header.take(mail.getMessage()))
                .orElseThrow(() -> new ChainRefusal("5.7.1", "this mail belongs to no customer of ours"));
        if (!foreignDomainAllowed) {
            refuseForeignDomains(tenant, chainMail, mail.getMessage());
        }
        chainMail.tag(tenant.id());
    }

    private Optional<Tenant> tenant(ClientEvidence client, ChainMail mail, Optional<String> named) {
        if (client.login().isPresent()) {
            return client.tenantOfLogin(tenants);
        }
        return client.trusted()
                ? mail.text(FOR_TENANT)
                        .or(() -> named)
                        .map(this::known)
                        .or(() -> byDomain(mail.sender()))
                        .or(() -> client.tenantOfNetwork(tenants))
                        .or(() -> mail.text(LISTENER).flatMap(tenants::findByListener))
                        .or(() -> fallback.flatMap(tenants::find))
                : client.tenantOfNetwork(tenants);
    }

    private Optional<Tenant> byDomain(@Nullable EmailAddress sender) {
        return sender == null ? Optional.empty() : tenants.findByDomain(sender.domain());
    }

    private Tenant known(String name) {
        return Optional.of(name)
                .filter(ShortName::isShortName)
                .map(TenantId::new)
                .flatMap(tenants::find)
                .orElseThrow(() -> new ChainRefusal("5.7.1", "the header " + header.name() + " names no tenant"));
    }

    /**
     * What readers see is checked only if a login determined the tenant, because other clients forward anyone's mail.
     */
    private void refuseForeignDomains(Tenant tenant, ChainMail mail, MimeMessage message) throws MessagingException {
        @Nullable EmailAddress sender = mail.sender();
        if (sender != null) {
            refuseForeignDomain(tenant, "sender domain ", sender.domain());
        }
        if (mail.client().login().isPresent()) {
            if (!FromDomain.isExact(message) && !FromDomain.repair(message)) {
                throw new ChainRefusal(
                        "5.6.0",
                        "From is not written as RFC 5322 section 3.4 has it, so readers may see different senders in"
                                + " it");
            }
            for (String domain : FromDomain.all(message)) {
                refuseForeignDomain(tenant, "domain in From, ", domain);
            }
        }
    }

    private void refuseForeignDomain(Tenant tenant, String what, String domain) {
        Optional<Tenant> owner = tenants.ownerOf(domain);
        if (owner.isPresent() && !owner.get().id().equals(tenant.id())) {
            throw new ChainRefusal("5.7.1", what + DomainName.comparable(domain) + " is not yours to send from");
        }
    }

    private static Boolean parseForeignDomain(String value) {
        return switch (value) {
            case "refuse" -> Boolean.FALSE;
            case "allow" -> Boolean.TRUE;
            default -> throw new IllegalArgumentException(value);
        };
    }
}
