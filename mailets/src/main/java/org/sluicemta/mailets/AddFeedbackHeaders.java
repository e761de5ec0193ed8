package org.sluicemta.mailets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.returnpath.ReturnPathTokens;

/**
 * Adds header fields that feedback about a message refers to. {@code Sluice-Token} contains the signed token of the
 * return path, so that a report that quotes the message can be matched to it. {@code CFBL-Address} asks mailbox
 * providers to send complaints to an address with that token, and {@code CFBL-Feedback-ID} contains it as well
 * (RFC 9477). These three identify one recipient, so mail with several recipients goes without, and so does relayed
 * mail. {@code Feedback-ID} tells Gmail's Postmaster Tools which messages belong together. A sender's own is kept, and
 * so is a CFBL-Address outside our bounce domain. Must come before SignDkim, because the fields should be signed.
 *
 * <p>RFC 9477 section 3.1 wants a signature of the domain in CFBL-Address: SignDkim adds one where there is a key of
 * the bounce domain.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>cfbl</td><td>{@code false} adds no CFBL fields</td><td>true</td></tr>
 * <tr><td>senderId</td><td>who sends, for Feedback-ID: 5 to 15 letters, digits, hyphens or underscores, always the
 * same</td><td>none: no Feedback-ID</td></tr>
 * <tr><td>parts</td><td>what stands before it, at most three, separated by commas: {@code tenant}, {@code stream},
 * {@code none} or the name of a header field whose value is taken</td><td>stream, tenant, none</td></tr>
 * </table>
 *
 * <pre>{@code
 * <mailet match="All" class="AddFeedbackHeaders">
 *   <senderId>example-mta</senderId>
 *   <parts>X-Campaign, stream, tenant</parts>
 * </mailet>
 * }</pre>
 */
public final class AddFeedbackHeaders extends GenericMailet {
    static final String TOKEN = "Sluice-Token";
    static final String CFBL_ADDRESS = "CFBL-Address";
    static final String CFBL_FEEDBACK_ID = "CFBL-Feedback-ID";
    static final String FEEDBACK_ID = "Feedback-ID";

    private static final int MOST_PARTS = 3;
    private static final int LONGEST_PART = 60;
    private static final Set<String> WORDS = Set.of("tenant", "stream", "none");

    private static final AttributeName COMPLAINTS = AttributeName.of(MailAttributeNames.COMPLAINTS);

    private final ReturnPathTokens tokens;
    private Optional<String> senderId = Optional.empty();
    private List<String> parts = List.of("stream", "tenant", "none");
    private boolean cfbl = true;

    @Inject
    public AddFeedbackHeaders(ReturnPathTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void init() throws MessagingException {
        MailetParameters parameters = new MailetParameters(getMailetConfig());
        cfbl = parameters.flag("cfbl", true);
        senderId = parameters.value(
                "senderId", AddFeedbackHeaders::parseSenderId, "5 to 15 letters, digits, hyphens or underscores");
        List<String> given = parameters.list("parts");
        parts = given.isEmpty() ? parts : given;
        if (parts.size() > MOST_PARTS) {
            parameters.problem("<parts> may name " + MOST_PARTS + " at most, got " + parts.size());
        }
        parts.stream()
                .filter(part -> !OurHeader.isFieldName(part))
                .forEach(part -> parameters.problem(
                        "<parts> must be tenant, stream, none or names of header fields, got \"" + part + "\""));
        parameters.check();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MimeMessage message = mail.getMessage();
        if (new ChainMail(mail).isRelayed()) {
            return;
        }
        // A token from a client would be matched to a message that doesn't exist.
        message.removeHeader(TOKEN);
        removeBorrowedAddress(message);
        if (mail.getRecipients().size() == 1) {
            addToken(mail, message, RecipientToken.of(mail, tokens));
        }
        if (senderId.isPresent() && message.getHeader(FEEDBACK_ID) == null) {
            message.addHeader(FEEDBACK_ID, feedbackId(new ChainMail(mail), message, senderId.get()));
        }
    }

    private void addToken(Mail mail, MimeMessage message, EmailAddress token) throws MessagingException {
        message.addHeader(TOKEN, token.localPart());
        if (cfbl && message.getHeader(CFBL_ADDRESS) == null) {
            // RFC 9477 section 4: every receiver of complaints accepts ARF.
            message.addHeader(CFBL_ADDRESS, token + "; report=arf");
            message.setHeader(CFBL_FEEDBACK_ID, token.localPart());
            new ChainMail(mail).set(COMPLAINTS, "true");
        }
    }

    /** An address at our own bounce domain in a client's mail has the token of some other message. */
    private void removeBorrowedAddress(MimeMessage message) throws MessagingException {
        String[] addresses = message.getHeader(CFBL_ADDRESS);
        if (addresses != null && Stream.of(addresses).anyMatch(this::isOurs)) {
            message.removeHeader(CFBL_ADDRESS);
            message.removeHeader(CFBL_FEEDBACK_ID);
        }
    }

    /** RFC 9477 section 5.1: an address, with parameters after a semicolon; readers are lenient about white space. */
    private boolean isOurs(String field) {
        String domains = field.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
        int at = domains.indexOf('@');
        while (at >= 0) {
            String domain = domains.substring(at + 1).split("[;,<>()]", 2)[0];
            if (tokens.isBounceDomain(DomainName.comparable(domain))) {
                return true;
            }
            at = domains.indexOf('@', at + 1);
        }
        return false;
    }

    /** {@code a:b:c:SenderId}; an empty part keeps its place. */
    private String feedbackId(ChainMail mail, MimeMessage message, String sender) throws MessagingException {
        List<String> values = new ArrayList<>();
        for (String part : parts) {
            values.add(clean(value(part, mail, message)));
        }
        while (values.size() < MOST_PARTS) {
            values.add("");
        }
        return values.stream().collect(Collectors.joining(":")) + ":" + sender;
    }

    private static String value(String part, ChainMail mail, MimeMessage message) throws MessagingException {
        if (WORDS.contains(part)) {
            return switch (part) {
                case "tenant" -> mail.tenant().value();
                case "stream" -> mail.stream().value();
                default -> "";
            };
        }
        String[] found = message.getHeader(part);
        return found == null ? "" : found[0];
    }

    /** A colon would shift what follows, and a long value would have to be folded. */
    private static String clean(String value) {
        String plain = value.strip().replaceAll("[^A-Za-z0-9._-]+", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST_PART));
    }

    private static String parseSenderId(String text) {
        if (!text.matches("[A-Za-z0-9_-]{5,15}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
