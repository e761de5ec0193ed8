package org.sluicemta.matchers;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.sluicemta.returnpath.BounceDomain;

/**
 * Matches recipients at the bounce domain: all of them with {@code match="SentToBounceDomain"}, or only the given kinds
 * with {@code match="SentToBounceDomain=postmaster"}:
 *
 * <ul>
 * <li>{@code postmaster}: postmaster and abuse, which people write to (RFC 2142, RFC 5321 section 4.5.1)
 * <li>{@code feedback}: the configured addresses of feedback loops and TLS reports
 * <li>{@code token}: everything else; the SMTP server lets only signed tokens in
 * </ul>
 */
public final class SentToBounceDomain extends GenericMatcher {
    private static final Set<String> PEOPLE = Set.of("postmaster", "abuse");

    private final BounceDomain bounceDomain;
    private Set<Kind> wanted = EnumSet.allOf(Kind.class);

    @Inject
    public SentToBounceDomain(BounceDomain bounceDomain) {
        this.bounceDomain = bounceDomain;
    }

    @Override
    public void init() throws MessagingException {
        if (!Condition.isAbsent(getMatcherConfig())) {
            wanted = Condition.values(getMatcherConfig(), Kind::parse, "postmaster, feedback or token");
        }
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return mail.getRecipients().stream().filter(this::holds).toList();
    }

    private boolean holds(MailAddress recipient) {
        return recipient.getDomain().asString().equals(bounceDomain.domain())
                && wanted.contains(kind(recipient.getLocalPart().toLowerCase(Locale.ROOT)));
    }

    private Kind kind(String localPart) {
        if (bounceDomain.isForPrograms(localPart)) {
            return Kind.FEEDBACK;
        }
        return PEOPLE.contains(localPart) ? Kind.POSTMASTER : Kind.TOKEN;
    }

    private enum Kind {
        POSTMASTER,
        FEEDBACK,
        TOKEN;

        static Kind parse(String word) {
            return switch (word) {
                case "postmaster" -> POSTMASTER;
                case "feedback" -> FEEDBACK;
                case "token" -> TOKEN;
                default -> throw new IllegalArgumentException(word);
            };
        }
    }
}
