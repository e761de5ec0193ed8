package org.sluicemta.mailets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.event.MailFacts;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.ClientEvidence;
import org.sluicemta.tenant.TenantId;

/** A James mail in types of core, with what the SMTP server and earlier mailets have set on it. */
final class ChainMail {
    private static final AttributeName ORIGINAL_RECIPIENTS = AttributeName.of(MailAttributeNames.ORIGINAL_RECIPIENTS);
    private static final AttributeName MESSAGE_ID = AttributeName.of(MailAttributeNames.MESSAGE_ID);
    private static final AttributeName TENANT = AttributeName.of(MailAttributeNames.TENANT);
    private static final AttributeName STREAM = AttributeName.of(MailAttributeNames.STREAM);
    private static final AttributeName CAMPAIGN = AttributeName.of(MailAttributeNames.CAMPAIGN);
    private static final AttributeName DELIVER_UNTIL = AttributeName.of(MailAttributeNames.DELIVER_UNTIL);
    private static final AttributeName RECEIVED_AT = AttributeName.of(MailAttributeNames.RECEIVED_AT);
    private static final AttributeName CREDENTIAL = AttributeName.of(MailAttributeNames.CREDENTIAL);
    private static final AttributeName CLIENT_TRUSTED = AttributeName.of(MailAttributeNames.CLIENT_TRUSTED);
    private static final AttributeName CLIENT_ADDRESS = AttributeName.of(MailAttributeNames.CLIENT_ADDRESS);

    private final Mail mail;

    ChainMail(Mail mail) {
        this.mail = mail;
    }

    /** Throws IllegalStateException if the SMTP server didn't give this mail an id. */
    MessageId messageId() {
        return MessageId.parse(text(MESSAGE_ID).orElseThrow(() -> missing(MESSAGE_ID, "the front door")));
    }

    TenantId tenant() {
        return findTenant().orElseThrow(() -> missing(TENANT, "TagTenant, which must stand earlier in the chain"));
    }

    Optional<TenantId> findTenant() {
        return text(TENANT).map(TenantId::new);
    }

    StreamId stream() {
        return findStream().orElseThrow(() -> missing(STREAM, "TagStream, which must stand earlier in the chain"));
    }

    Optional<StreamId> findStream() {
        return text(STREAM).map(StreamId::new);
    }

    /** Null if it belongs to none. */
    @Nullable
    Campaign campaign() {
        return text(CAMPAIGN)
                .map(name -> new Campaign(
                        new CampaignId(name),
                        number(DELIVER_UNTIL).map(Instant::ofEpochMilli).orElse(null)))
                .orElse(null);
    }

    void tag(Campaign campaign) {
        set(CAMPAIGN, campaign.id().value());
        Instant until = campaign.deliverUntil();
        if (until == null) {
            mail.removeAttribute(DELIVER_UNTIL);
        } else {
            mail.setAttribute(new Attribute(DELIVER_UNTIL, AttributeValue.of(until.toEpochMilli())));
        }
    }

    void tag(TenantId tenant) {
        set(TENANT, tenant.value());
    }

    void tag(StreamId stream) {
        set(STREAM, stream.value());
    }

    /** Whether it comes from a stranger and belongs to no tenant. */
    boolean isRelayed() {
        return findTenant().map(TenantId::isRelayed).orElse(false);
    }

    /** Whether a mailet made it about mail whose tenant is known, and which this has from there. */
    boolean isAboutTaggedMail() {
        return mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName()).isPresent()
                && findTenant().isPresent();
    }

    /** What the SMTP server knows about the client that submitted it. */
    ClientEvidence client() {
        return new ClientEvidence(
                text(CREDENTIAL),
                flag(CLIENT_TRUSTED),
                text(CLIENT_ADDRESS).map(this::address).orElse(null));
    }

    Instant receivedAt() {
        return number(RECEIVED_AT).map(Instant::ofEpochMilli).orElseThrow(() -> missing(RECEIVED_AT, "the front door"));
    }

    /** The real client. The SMTP server's attribute has priority over the connection's address. */
    InetAddress clientAddress() {
        return address(text(CLIENT_ADDRESS).orElseGet(mail::getRemoteAddr));
    }

    private InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("mail " + mail.getName() + " carries no address of its client", e);
        }
    }

    /** Envelope sender, or null for the null sender. */
    @Nullable
    EmailAddress sender() {
        return mail.getMaybeSender().asOptional().map(ChainMail::address).orElse(null);
    }

    Collection<MailAddress> recipients() {
        return mail.getRecipients();
    }

    /** Facts for an event about one recipient. */
    MailFacts facts(@Nullable EmailAddress recipient) {
        return MailFacts.about(messageId())
                .of(findTenant().orElse(null), findStream().orElse(null))
                .of(text(CAMPAIGN).map(CampaignId::new).orElse(null))
                .from(sender())
                .to(recipient);
    }

    /** Whether the attribute is "true". */
    boolean flag(AttributeName name) {
        return text(name).map("true"::equals).orElse(false);
    }

    Optional<String> text(AttributeName name) {
        return AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
    }

    Optional<Long> number(AttributeName name) {
        return AttributeUtils.getValueAndCastFromMail(mail, name, Number.class).map(Number::longValue);
    }

    /** ORCPT as given by the client, RFC 3461 section 4.2. */
    Optional<String> originalRecipient(EmailAddress recipient) {
        return AttributeUtils.getValueAndCastFromMail(mail, ORIGINAL_RECIPIENTS, Map.class)
                .map(originals -> originals.get(recipient.toString()))
                .filter(AttributeValue.class::isInstance)
                .map(original -> ((AttributeValue<?>) original).value().toString());
    }

    /** The values of all header fields of this name, in order. */
    List<String> fields(String name) throws MessagingException {
        String[] values = mail.getMessage().getHeader(name);
        return values == null ? List.of() : List.of(values);
    }

    void set(AttributeName name, String value) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
    }

    /** James preserves the brackets of an address literal only in the domain name. */
    static EmailAddress address(MailAddress address) {
        return new EmailAddress(address.getLocalPart(), address.getDomain().name());
    }

    private IllegalStateException missing(AttributeName name, String setter) {
        return new IllegalStateException(
                "mail " + mail.getName() + " lacks the attribute " + name.asString() + ", set by " + setter);
    }
}
