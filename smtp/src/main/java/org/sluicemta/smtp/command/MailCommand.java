package org.sluicemta.smtp.command;

import java.util.Locale;
import java.util.Map;
import org.apache.mailet.DsnParameters.XText;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DsnReturn;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.auth.AuthSettings.OverTls;
import org.sluicemta.smtp.listener.ListenerSettings;
import org.sluicemta.smtp.policy.SenderPolicy;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.MailParameters;
import org.sluicemta.smtp.session.Reply;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** MAIL, RFC 5321 section 4.1.1.2. */
final class MailCommand implements Command {
    private static final int LONGEST_ENVELOPE_ID = 100;
    private static final Reply TOO_FAST =
            Reply.of(450, "4.7.1", "Too many messages from your address, please slow down");

    @Override
    public Action run(SmtpSession session, String argument) {
        Reply early = outOfOrder(session);
        if (early != null) {
            return Action.say(early);
        }
        try {
            PathArgument parsed = PathArgument.parse(argument, "FROM:", "MAIL FROM:<address>");
            MailParameters parameters = parameters(session, parsed.parameters());
            EmailAddress sender =
                    parsed.path().isEmpty() ? null : Mailbox.parse(parsed.path(), "5.1.7", parameters.smtpUtf8());
            return Action.say(begin(session, sender, parameters));
        } catch (PathArgument.Refusal refusal) {
            return Action.say(session.bad(refusal.reply()));
        }
    }

    private static @Nullable Reply outOfOrder(SmtpSession session) {
        if (session.helo() == null) {
            return session.bad(Replies.NEED_HELO);
        }
        if (session.transaction() != null) {
            return session.bad(Reply.of(503, "5.5.1", "A sender was given already"));
        }
        ListenerSettings listener = session.listener();
        if (listener.auth().required() && session.credential() == null) {
            boolean tlsFirst = listener.auth().overTls() == OverTls.ALL && session.tls() == null;
            return session.bad(tlsFirst ? Replies.NEED_TLS : Replies.NEED_AUTH);
        }
        return null;
    }

    private static Reply begin(SmtpSession session, @Nullable EmailAddress sender, MailParameters parameters) {
        long most = session.listener().maxMessageSize();
        if (most > 0 && parameters.size() > most) {
            // RFC 1870 section 6.1
            return Reply.of(552, "5.3.4", "Message size exceeds the limit of " + most + " octets");
        }
        Reply refused = session.mayStartMessage() ? SenderPolicy.check(session, sender) : TOO_FAST;
        if (refused != null) {
            session.rejected(sender, null, refused);
            return refused;
        }
        session.begin(new Transaction(sender, parameters));
        return Reply.of(250, "2.1.0", "Ok");
    }

    private static MailParameters parameters(SmtpSession session, Map<String, String> given)
            throws PathArgument.Refusal {
        if (!given.isEmpty() && !session.extended()) {
            throw unknown("Parameters need EHLO");
        }
        long size = 0;
        boolean eightBit = false;
        boolean utf8 = false;
        DsnReturn dsnReturn = null;
        String envelopeId = null;
        for (Map.Entry<String, String> parameter : given.entrySet()) {
            String value = parameter.getValue();
            switch (parameter.getKey()) {
                case "SIZE" -> size = size(value);
                case "BODY" -> eightBit = eightBit(value);
                case "SMTPUTF8" -> utf8 = flag("SMTPUTF8", value);
                case "RET" -> dsnReturn = dsnReturn(value);
                case "ENVID" -> envelopeId = envelopeId(value);
                case "AUTH" -> checkSubmitter(session, value);
                default -> throw unknown("Parameter " + parameter.getKey() + " is not known here");
            }
        }
        return new MailParameters(size, eightBit, utf8, dsnReturn, envelopeId);
    }

    private static long size(String value) throws PathArgument.Refusal {
        // RFC 1870 section 3: 1*20DIGIT
        if (!value.matches("\\d{1,20}")) {
            throw malformed("SIZE");
        }
        return value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    }

    private static boolean eightBit(String value) throws PathArgument.Refusal {
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "7BIT" -> false;
            case "8BITMIME" -> true;
            case "BINARYMIME" -> throw unknown("BODY=BINARYMIME is not offered");
            default -> throw malformed("BODY");
        };
    }

    private static boolean flag(String keyword, String value) throws PathArgument.Refusal {
        if (!value.isEmpty()) {
            throw malformed(keyword);
        }
        return true;
    }

    private static DsnReturn dsnReturn(String value) throws PathArgument.Refusal {
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "FULL" -> DsnReturn.FULL;
            case "HDRS" -> DsnReturn.HDRS;
            default -> throw malformed("RET");
        };
    }

    private static String envelopeId(String value) throws PathArgument.Refusal {
        // RFC 3461 section 4.4
        if (value.isEmpty() || value.length() > LONGEST_ENVELOPE_ID || !XText.isValid(value)) {
            throw malformed("ENVID");
        }
        return value;
    }

    /** RFC 4954 section 5: read for its form; who submitted is known from AUTH and not passed on. */
    private static void checkSubmitter(SmtpSession session, String value) throws PathArgument.Refusal {
        if (session.listener().auth().mechanisms().isEmpty()) {
            throw unknown("Parameter AUTH is not known here");
        }
        if (value.isEmpty() || !value.equals("<>") && !XText.isValid(value)) {
            throw malformed("AUTH");
        }
    }

    private static PathArgument.Refusal malformed(String keyword) {
        return new PathArgument.Refusal(Reply.of(501, "5.5.4", "Malformed value of " + keyword));
    }

    private static PathArgument.Refusal unknown(String text) {
        // RFC 5321 section 4.1.1.11
        return new PathArgument.Refusal(Reply.of(555, "5.5.4", text));
    }
}
