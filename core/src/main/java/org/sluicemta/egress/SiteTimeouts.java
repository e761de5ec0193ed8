package org.sluicemta.egress;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a remote server may take for each step of a conversation, RFC 5321 section 4.5.3.2.
 *
 * @param connect to open the socket; the RFC gives no value
 * @param greeting for the greeting; limited to {@code connect} where there are other hosts to try
 * @param hello for EHLO, STARTTLS with its handshake, and AUTH
 * @param mail for MAIL
 * @param recipient for each RCPT
 * @param data for DATA
 * @param block for each block of content to be written
 * @param endOfData for the answer to the final dot
 * @param quit for QUIT and RSET, which no message waits for
 */
public record SiteTimeouts(
        Duration connect,
        Duration greeting,
        Duration hello,
        Duration mail,
        Duration recipient,
        Duration data,
        Duration block,
        Duration endOfData,
        Duration quit) {
    public static final SiteTimeouts DEFAULTS = new SiteTimeouts(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5), // RFC 5321 section 4.5.3.2.1
            Duration.ofMinutes(5),
            Duration.ofMinutes(5), // RFC 5321 section 4.5.3.2.2
            Duration.ofMinutes(5), // RFC 5321 section 4.5.3.2.3
            Duration.ofMinutes(2), // RFC 5321 section 4.5.3.2.4
            Duration.ofMinutes(3), // RFC 5321 section 4.5.3.2.5
            Duration.ofMinutes(10), // RFC 5321 section 4.5.3.2.6
            Duration.ofSeconds(5));

    /** For a server that isn't the only one: a silent host must not hold mail back from the others. */
    public SiteTimeouts withOthersToTry() {
        Duration first = greeting.compareTo(connect) < 0 ? greeting : connect;
        return new SiteTimeouts(connect, first, hello, mail, recipient, data, block, endOfData, quit);
    }

    public SiteTimeouts {
        if (!Stream.of(connect, greeting, hello, mail, recipient, data, block, endOfData, quit)
                .allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("a timeout must be longer than nothing");
        }
    }
}
