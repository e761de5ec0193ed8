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
import org.sluicemta.stream.StreamId;

/**
 * Matches all recipients of mail in one of the given streams, {@code match="StreamIs=marketing"}. Mail that hasn't
 * passed TagStream yet has no stream, so it never matches.
 */
public final class StreamIs extends GenericMatcher {
    private static final AttributeName NAME = AttributeName.of(MailAttributeNames.STREAM);

    private Set<StreamId> wanted = Set.of();

    @Override
    public void init() throws MessagingException {
        wanted = Condition.values(getMatcherConfig(), StreamId::new, "the short names of streams");
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, String.class)
                        .map(StreamId::new)
                        .filter(wanted::contains)
                        .isPresent()
                ? mail.getRecipients()
                : List.of();
    }
}
