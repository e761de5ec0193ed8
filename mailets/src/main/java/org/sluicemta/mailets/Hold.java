package org.sluicemta.mailets;

import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.mail.MailAttributeNames;

/**
 * Holds the message: it is accepted and queued, and leaves when the time is over. Until then an operator can look at
 * it, send it at once with {@code sluice queue flush tenant=NAME}, or remove it with {@code sluice queue purge
 * tenant=NAME}; both affect all waiting mail of that tenant. A later release time requested by the client (RFC 4865) is
 * kept. Must come before ToEgress.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>for</td><td>how long, such as 30m, 4h or 2d; at most 7d</td><td>4h</td></tr>
 * </table>
 *
 * <pre>{@code
 * <mailet match="HasHeader=X-Review" class="Hold">
 *   <for>12h</for>
 * </mailet>
 * }</pre>
 */
public final class Hold extends GenericMailet {
    private static final AttributeName RELEASE_AT = AttributeName.of(MailAttributeNames.RELEASE_AT);
    private static final Pattern TIME = Pattern.compile("([0-9]{1,4})([mhd])");
    /** The same as the most a client may request. The retry period of a message begins when it is released. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final InstantSource clock;
    private Duration time = Duration.ofHours(4);

    @Inject
    public Hold(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        MailetParameters parameters = new MailetParameters(getMailetConfig());
        time = parameters
                .value("for", Hold::parseTime, "a time such as 30m, 4h or 2d, at most 7d")
                .orElse(time);
        parameters.check();
    }

    @Override
    public void service(Mail mail) {
        long until = clock.instant().plus(time).toEpochMilli();
        long asked = new ChainMail(mail).number(RELEASE_AT).orElse(0L);
        mail.setAttribute(new Attribute(RELEASE_AT, AttributeValue.of(Math.max(until, asked))));
    }

    private static Duration parseTime(String value) {
        Matcher form = TIME.matcher(value);
        if (!form.matches()) {
            throw new IllegalArgumentException(value);
        }
        long number = Long.parseLong(form.group(1));
        Duration time = switch (form.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        if (time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(value);
        }
        return time;
    }
}
