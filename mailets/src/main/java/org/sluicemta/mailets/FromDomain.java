package org.sluicemta.mailets;

import java.util.Locale;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

/** The domain of the From header field, which a reader sees and a signature aligns with. */
final class FromDomain {
    private FromDomain() {}

    /** Of the first address, lower case; empty when there is no From that can be read. */
    static Optional<String> of(MimeMessage message) throws MessagingException {
        String[] values = message.getHeader("From");
        if (values == null) {
            return Optional.empty();
        }
        try {
            InternetAddress[] addresses = InternetAddress.parseHeader(values[0], false);
            return addresses.length == 0 ? Optional.empty() : domain(addresses[0].getAddress());
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> domain(String address) {
        int at = address == null ? -1 : address.lastIndexOf('@');
        return at < 0 || at == address.length() - 1
                ? Optional.empty()
                : Optional.of(address.substring(at + 1).toLowerCase(Locale.ROOT));
    }
}
