package org.sluicemta.mailets;

import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.sluicemta.handoff.ChainRefusal;

/** A header with a client's instructions for us, which nobody else gets to see. */
record OurHeader(String name) {
    OurHeader {
        if (!isFieldName(name)) {
            throw new IllegalArgumentException("not a header field name: \"" + name + "\"");
        }
    }

    /**
     * Removes the header from the message and returns its value. Two with different values are refused, because neither
     * can be preferred.
     */
    Optional<String> take(MimeMessage message) throws MessagingException {
        Optional<String> value = read(message);
        if (value.isPresent()) {
            message.removeHeader(name);
        }
        return value;
    }

    /** The same, and leaves it in the message. */
    Optional<String> read(MimeMessage message) throws MessagingException {
        String[] values = message.getHeader(name);
        if (values == null) {
            return Optional.empty();
        }
        for (String value : values) {
            if (!value.strip().equals(values[0].strip())) {
                throw new ChainRefusal("5.7.1", "the header " + name + " is given more than once");
            }
        }
        return Optional.of(values[0].strip());
    }

    /** Takes it off a message whose client has no instructions to give: whatever is written there decides nothing. */
    void ignore(MimeMessage message) throws MessagingException {
        message.removeHeader(name);
    }

    /** RFC 5322 section 3.6.8: printable ASCII without the colon. */
    static boolean isFieldName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 32 && c < 127 && c != ':');
    }
}
