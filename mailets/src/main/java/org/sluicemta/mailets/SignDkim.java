package org.sluicemta.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.dkim.DkimSigning;
import org.sluicemta.handoff.ChainRefusal;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Signs with DKIM, relaxed/relaxed, once with each algorithm for which the domain has a key. It uses the key of each
 * From domain (or the nearest parent domain) that the tenant owns, or that nobody owns if the tenant lists no domains;
 * else the key of one of the tenant's domains; else the platform's. A missing Date or Message-ID is added first
 * (RFC 6409 section 8). The signature is placed above what it signs. Put this mailet after everything that changes the
 * message. Strangers' relayed mail is neither signed nor completed, wherever this is in a chain.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>fields</td><td>header fields to sign where they occur, separated by commas; From is always
 * signed</td><td>those of RFC 6376 section 5.4.1, and of unsubscribing and feedback</td></tr>
 * <tr><td>platformDomain</td><td>domain whose key signs for tenants without one</td><td>none</td></tr>
 * <tr><td>withoutKey</td><td>whether to {@code send} mail without a key unsigned, or {@code refuse} it with 5.7.20</td>
 * <td>send</td></tr>
 * </table>
 *
 * <p>A CFBL-Address that AddFeedbackHeaders put there wants a signature of the bounce domain too (RFC 9477
 * section 3.1); it gets one where there is a key of exactly that domain.
 *
 * <p>The attribute {@code org.sluicemta.dkim} says which keys signed, or "none".
 *
 * <pre>{@code
 * <mailet match="All" class="SignDkim">
 *   <platformDomain>mail.example.net</platformDomain>
 * </mailet>
 * }</pre>
 */
public final class SignDkim extends GenericMailet {
    private static final AttributeName COMPLAINTS = AttributeName.of(MailAttributeNames.COMPLAINTS);
    private static final AttributeName DKIM = AttributeName.of(MailAttributeNames.DKIM);

    private static final String NONE = "none";

    private final BounceDomain bounceDomain;
    private final DkimKeys keys;
    private final DkimKeyChoice choice;
    private final InstantSource clock;
    private DkimSigning signing;
    private Optional<String> platformDomain = Optional.empty();
    private boolean refused;

    @Inject
    public SignDkim(DkimKeys keys, TenantDirectory tenants, BounceDomain bounceDomain, InstantSource clock) {
        this.bounceDomain = bounceDomain;
        this.keys = keys;
        this.choice = new DkimKeyChoice(keys, tenants);
        this.clock = clock;
        this.signing = keys.signing(DkimKeys.RECOMMENDED_FIELDS, clock);
    }

    @Override
    public void init() throws MessagingException {
        MailetParameters parameters = new MailetParameters(getMailetConfig());
        List<String> fields = parameters.list("fields");
        for (String field : fields) {
            if (!OurHeader.isFieldName(field)) {
                parameters.problem("<fields> must be names of header fields, got \"" + field + "\"");
            }
        }
        signing = keys.signing(fields.isEmpty() ? DkimKeys.RECOMMENDED_FIELDS : fields, clock);
        platformDomain = parameters.text("platformDomain").map(DomainName::comparable);
        refused = parameters
                .value("withoutKey", SignDkim::parseWithoutKey, "send or refuse")
                .orElse(false);
        parameters.check();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MimeMessage message = mail.getMessage();
        ChainMail chainMail = new ChainMail(mail);
        if (chainMail.isRelayed()) {
            chainMail.set(DKIM, NONE);
            return;
        }
        List<String> fromDomains = FromDomain.of(message);
        MissingFields.add(message, chainMail, fromDomains);
        List<String> domains = choice.signingDomains(fromDomains, chainMail.tenant(), platformDomain);
        if (chainMail.flag(COMPLAINTS)) {
            domains = choice.withFeedback(domains, bounceDomain.domain());
        }
        if (domains.isEmpty() && refused) {
            // RFC 7372 section 3.1: no passing DKIM signature found.
            throw new ChainRefusal("5.7.20", "there is no key to sign this mail with");
        }
        chainMail.set(DKIM, domains.isEmpty() ? NONE : sign(mail, message, domains));
    }

    /** Returns which keys signed. */
    private String sign(Mail mail, MimeMessage message, List<String> domains) throws MessagingException {
        // The body first, because opening it may update the header of a changed body.
        try (InputStream body = MessageOctets.openBody(message)) {
            DkimSigning.Signatures made = signing.sign(domains, MessageOctets.headerLines(message), body);
            if (made.keys().isEmpty()) {
                return NONE;
            }
            MessageOctets.prepend(message, made.fields());
            return String.join(",", made.keys());
        } catch (IOException e) {
            throw new MessagingException("cannot read mail " + mail.getName() + " to sign it", e);
        }
    }

    private static Boolean parseWithoutKey(String value) {
        return switch (value) {
            case "send" -> Boolean.FALSE;
            case "refuse" -> Boolean.TRUE;
            default -> throw new IllegalArgumentException(value);
        };
    }
}
