package org.sluicemta.mailets;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.stream.StreamId;

/**
 * Adds {@code List-Unsubscribe} (RFC 2369) and, where there is a web address, {@code List-Unsubscribe-Post} (RFC 8058)
 * to mail of the configured streams. Both contain the recipient's signed token, so only mail with one recipient gets
 * them. Other mail passes unchanged, and so do relayed mail and mail that already has a List-Unsubscribe. Without any
 * address configured it adds nothing. Must come before SignDkim, because RFC 8058 section 4 requires both fields to be
 * signed.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>streams</td><td>streams whose mail gets the fields, separated by commas</td><td>required</td></tr>
 * <tr><td>url</td><td>https address of a one-click endpoint elsewhere; {@code /u/} and the token are appended</td>
 * <td>that of {@code <unsubscribe>} in sluice.xml</td></tr>
 * <tr><td>mail</td><td>{@code true} to offer unsubscribing by a mail to the bounce domain as well</td><td>true where
 * there is a web address</td></tr>
 * </table>
 *
 * <pre>{@code
 * <mailet match="All" class="AddListUnsubscribe">
 *   <streams>marketing</streams>
 * </mailet>
 * }</pre>
 */
public final class AddListUnsubscribe extends GenericMailet {
    private static final String FIELD = "List-Unsubscribe";

    private final ReturnPathTokens tokens;
    private final BounceDomain bounceDomain;
    private Optional<URI> url;
    private Set<StreamId> streams = Set.of();
    private boolean byMail;

    @Inject
    public AddListUnsubscribe(ReturnPathTokens tokens, BounceDomain bounceDomain, UnsubscribeSettings settings) {
        this.tokens = tokens;
        this.bounceDomain = bounceDomain;
        this.url = settings.url();
    }

    @Override
    public void init() throws MessagingException {
        MailetParameters parameters = new MailetParameters(getMailetConfig());
        streams = parameters
                .value("streams", AddListUnsubscribe::parseStreams, "short names of streams separated by commas")
                .orElse(Set.of());
        Optional<URI> elsewhere =
                parameters.value("url", UnsubscribeSettings::publicUrl, "an https address without a query");
        url = elsewhere.or(() -> url);
        byMail = parameters.flag("mail", url.isPresent());
        if (parameters.text("streams").isEmpty()) {
            parameters.problem("<streams> is missing; write for example <streams>marketing</streams>");
        }
        parameters.check();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MimeMessage message = mail.getMessage();
        ChainMail chainMail = new ChainMail(mail);
        if (mail.getRecipients().size() != 1
                || (url.isEmpty() && !byMail)
                || chainMail.isRelayed()
                || !streams.contains(chainMail.stream())
                || message.getHeader(FIELD) != null) {
            return;
        }
        EmailAddress token = RecipientToken.of(mail, tokens);
        List<String> ways = new ArrayList<>();
        url.ifPresent(start -> ways.add("<" + UnsubscribeSettings.link(start, token) + ">"));
        if (byMail) {
            ways.add("<mailto:" + bounceDomain.unsubscribeAddress(token) + "?subject=unsubscribe>");
        }
        message.addHeader(FIELD, String.join(",\r\n ", ways));
        if (url.isPresent()) {
            // RFC 8058 section 3.1
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private static Set<StreamId> parseStreams(String text) {
        return List.of(text.split("\\s*,\\s*", -1)).stream().map(StreamId::new).collect(Collectors.toUnmodifiableSet());
    }
}
