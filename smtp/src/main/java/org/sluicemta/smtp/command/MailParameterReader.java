package org.sluicemta.smtp.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import org.apache.mailet.DsnParameters.XText;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DsnReturn;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.MailParameters;
import org.sluicemta.smtp.session.SmtpSession;

/** Parses the ESMTP parameters of a MAIL command. Parameters not offered to the session count as unknown. */
final class MailParameterReader {
    private static final int LONGEST_ENVELOPE_ID = 100;

    private final SmtpSession session;
    private final InstantSource clock;
    private long size;
    private boolean eightBit;
    private boolean utf8;
    private @Nullable DsnReturn dsnReturn;
    private @Nullable String envelopeId;
    private boolean requireTls;
    private int priority;
    private @Nullable Instant releaseAt;

    MailParameterReader(SmtpSession session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
    }

    MailParameters read(Map<String, String> given) throws PathArgument.Refusal {
        if (!given.isEmpty() && session.listener().strict() && !session.extended()) {
            throw unknown("Parameters need EHLO");
        }
        for (Map.Entry<String, String> parameter : given.entrySet()) {
            String value = parameter.getValue();
            switch (parameter.getKey()) {
                case "SIZE" -> size = size(value);
                case "BODY" -> eightBit = eightBit(value);
                case "SMTPUTF8" -> utf8 = flag("SMTPUTF8", value);
                case "RET" -> dsnReturn = dsnReturn(value);
                case "ENVID" -> envelopeId = envelopeId(value);
                case "AUTH" -> checkSubmitter(value);
                case "REQUIRETLS" -> requireTls = requireTls(value);
                case "MT-PRIORITY" -> priority = priority(value);
                case "HOLDFOR" -> release(holdFor(value));
                case "HOLDUNTIL" -> release(holdUntil(value));
                default -> throw unknown("Parameter " + parameter.getKey() + " is not known here");
            }
        }
        return new MailParameters(size, eightBit, utf8, dsnReturn, envelopeId, requireTls, priority, releaseAt);
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

    /** RFC 4954 section 5: only its syntax is checked. The submitter is known from AUTH and isn't passed on. */
    private void checkSubmitter(String value) throws PathArgument.Refusal {
        if (session.listener().auth().mechanisms().isEmpty()) {
            throw unknown("Parameter AUTH is not known here");
        }
        if (value.isEmpty() || !value.equals("<>") && !XText.isValid(value)) {
            throw malformed("AUTH");
        }
    }

    /** RFC 8689 section 4.1: only over TLS. */
    private boolean requireTls(String value) throws PathArgument.Refusal {
        if (session.tls() == null) {
            throw unknown("REQUIRETLS needs TLS");
        }
        return flag("REQUIRETLS", value);
    }

    /** RFC 6710 section 4.1. Strangers have no say in our queues: section 5.1 lets a server lower the priority. */
    private int priority(String value) throws PathArgument.Refusal {
        if (!value.matches("-?[0-9]")) {
            throw malformed("MT-PRIORITY");
        }
        return session.mayRelay() ? Integer.parseInt(value) : 0;
    }

    /** RFC 4865 section 4.1: 1 to 9 digits, seconds from now. */
    private Instant holdFor(String value) throws PathArgument.Refusal {
        if (!value.matches("[0-9]{1,9}")) {
            throw malformed("HOLDFOR");
        }
        return now().plusSeconds(Long.parseLong(value));
    }

    /** RFC 4865 section 4.2: an RFC 3339 date-time. A past one holds nothing. */
    private Instant holdUntil(String value) throws PathArgument.Refusal {
        if (!value.matches("\\d{4}-.*")) {
            // Java also parses longer years, which it can't calculate with.
            throw malformed("HOLDUNTIL");
        }
        try {
            return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException e) {
            throw malformed("HOLDUNTIL");
        }
    }

    private void release(Instant wanted) throws PathArgument.Refusal {
        Duration longest = session.listener().longestHold();
        if (longest.isZero()) {
            throw unknown("FUTURERELEASE is not offered");
        }
        if (!session.mayRelay()) {
            // RFC 4865 section 3: for submission, where the client is known.
            throw new PathArgument.Refusal(Reply.of(530, "5.7.0", "Holding mail needs authentication"));
        }
        if (releaseAt != null) {
            throw new PathArgument.Refusal(Reply.of(501, "5.5.4", "HOLDFOR and HOLDUNTIL exclude each other"));
        }
        if (wanted.isAfter(now().plus(longest))) {
            throw new PathArgument.Refusal(
                    Reply.of(501, "5.5.4", "Mail is held for at most " + longest.toSeconds() + " seconds"));
        }
        releaseAt = wanted;
    }

    private Instant now() {
        return clock.instant();
    }

    private static PathArgument.Refusal malformed(String keyword) {
        return new PathArgument.Refusal(Reply.of(501, "5.5.4", "Malformed value of " + keyword));
    }

    private static PathArgument.Refusal unknown(String text) {
        // RFC 5321 section 4.1.1.11
        return new PathArgument.Refusal(Reply.of(555, "5.5.4", text));
    }
}
