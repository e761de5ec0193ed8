package org.sluicemta.matchers;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.SuppressionDecision.Suppressed;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.tenant.TenantId;

/**
 * Matches recipients that are suppressed for this mail's tenant and stream, {@code match="RecipientIsSuppressed"}. Use
 * it to treat them differently from CheckSuppression, which drops them. Never matches relayed mail, which belongs to no
 * tenant. Mail without tenant and stream ends in an error, because nothing can be said about it.
 */
public final class RecipientIsSuppressed extends GenericMatcher {
    private static final AttributeName TENANT = AttributeName.of(MailAttributeNames.TENANT);
    private static final AttributeName STREAM = AttributeName.of(MailAttributeNames.STREAM);

    private final SuppressionList suppressions;

    @Inject
    public RecipientIsSuppressed(SuppressionList suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public void init() throws MessagingException {
        Condition.refuse(getMatcherConfig());
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        TenantId tenant = new TenantId(required(mail, TENANT, "TagTenant"));
        if (tenant.isRelayed()) {
            return List.of();
        }
        StreamId stream = new StreamId(required(mail, STREAM, "TagStream"));
        return mail.getRecipients().stream()
                .filter(recipient -> suppressions.check(address(recipient), tenant, stream) instanceof Suppressed)
                .toList();
    }

    private static String required(Mail mail, AttributeName name, String mailet) throws MessagingException {
        Optional<String> value = AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
        return value.orElseThrow(() ->
                new MessagingException("RecipientIsSuppressed needs " + mailet + " earlier in the chain: no " + name));
    }

    private static EmailAddress address(MailAddress address) {
        return new EmailAddress(address.getLocalPart(), address.getDomain().name());
    }
}
