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
 * Matches all recipients of mail of one of the given tenants, {@code match="TenantIs=acme,umbrella"}. Mail that hasn't
 * passed TagTenant yet has no tenant, so it never matches.
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
