package org.sluicemta.mailets;

import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.handoff.ChainRefusal;

/**
 * Refuses the message permanently: the client gets 554, and nothing is queued. There is one reply for all recipients,
 * so if the matcher matches one, the message is refused for all.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>text</td><td>what the client is told, in one line</td><td>This message is not accepted here</td></tr>
 * <tr><td>status</td><td>RFC 3463 code of class 5</td><td>5.7.1</td></tr>
 * </table>
 *
 * <pre>{@code
 * <mailet match="HasHeader=X-Test" class="Refuse">
 *   <text>Test messages are not relayed</text>
 * </mailet>
 * }</pre>
 */
public final class Refuse extends GenericMailet {
    private static final int LONGEST_TEXT = 400;

    private String status = "5.7.1";
    private String text = "This message is not accepted here";

    @Override
    public void init() throws MessagingException {
        MailetParameters parameters = new MailetParameters(getMailetConfig());
        status = parameters
                .value("status", Refuse::parseStatus, "an RFC 3463 code of class 5 such as 5.7.1")
                .orElse(status);
        text = parameters
                .value("text", Refuse::parseText, "one line of at most " + LONGEST_TEXT + " ASCII characters")
                .orElse(text);
        parameters.check();
    }

    @Override
    public void service(Mail mail) {
        throw new ChainRefusal(status, text);
    }

    private static String parseStatus(String value) {
        if (!value.matches("5\\.[0-9]{1,3}\\.[0-9]{1,3}")) {
            throw new IllegalArgumentException(value);
        }
        return value;
    }

    private static String parseText(String value) {
        String line = value.replaceAll("\\s+", " ");
        if (line.length() > LONGEST_TEXT || !line.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(value);
        }
        return line;
    }
}
