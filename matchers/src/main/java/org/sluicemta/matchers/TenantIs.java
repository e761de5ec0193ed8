package org.sluicemta.matchers;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.tenant.TenantId;

/**
 * Holds for all recipients of mail of one of the tenants named, {@code match="TenantIs=acme,umbrella"}. A mail that TagTenant has not seen
 * yet has no tenant, so it never holds.
 */
public final class TenantIs extends GenericMatcher {
    private static final AttributeName NAME = AttributeName.of(MailAttributeNames.TENANT);

    private Set<TenantId> wanted = Set.of();

    @Override
    public void init() throws MessagingException {
        wanted = Condition.values(getMatcherConfig(), TenantId::new, "the short names of tenants");
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, String.class)
                        .map(TenantId::new)
                        .filter(wanted::contains)
                        .isPresent()
                ? mail.getRecipients()
                : List.of();
    }
}
