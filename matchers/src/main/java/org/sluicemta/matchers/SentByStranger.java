package org.sluicemta.matchers;

import java.net.InetAddress;
import java.net.UnknownHostException;
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
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.tenant.ClientEvidence;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Matches all recipients of mail from a client that didn't log in and is neither in a trusted network nor in a
 * tenant's, {@code match="SentByStranger"}. Such mail was accepted because it is for a relay domain or is returned
 * mail.
 */
public final class SentByStranger extends GenericMatcher {
    private static final AttributeName CREDENTIAL = AttributeName.of(MailAttributeNames.CREDENTIAL);
    private static final AttributeName CLIENT_TRUSTED = AttributeName.of(MailAttributeNames.CLIENT_TRUSTED);
    private static final AttributeName CLIENT_ADDRESS = AttributeName.of(MailAttributeNames.CLIENT_ADDRESS);

    private final TenantDirectory tenants;

    @Inject
    public SentByStranger(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    @Override
    public void init() throws MessagingException {
        Condition.refuse(getMatcherConfig());
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        ClientEvidence client = new ClientEvidence(
                text(mail, CREDENTIAL), text(mail, CLIENT_TRUSTED).equals(Optional.of("true")), address(mail));
        return client.isStranger(tenants) ? mail.getRecipients() : List.of();
    }

    private static @Nullable InetAddress address(Mail mail) throws MessagingException {
        Optional<String> written = text(mail, CLIENT_ADDRESS);
        try {
            return written.isEmpty() ? null : InetAddress.getByName(written.get());
        } catch (UnknownHostException e) {
            throw new MessagingException("mail " + mail.getName() + " has no IP address in " + CLIENT_ADDRESS, e);
        }
    }

    private static Optional<String> text(Mail mail, AttributeName name) {
        return AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
    }
}
