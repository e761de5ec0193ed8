package org.sluicemta.smtp.data;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.mail.Address;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.InternetHeaders;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeUtility;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.AddressField;
import org.sluicemta.mail.HeaderLines;
import org.sluicemta.mail.HeaderText;

/**
 * A message as mailets see it, whose header can be read in linear time. javax.mail rescans an address field at each
 * unclosed bracket, quote and comment, so {@link AddressField} parses address fields instead. A field without any
 * address is empty, where javax.mail would throw.
 */
class LenientMessage extends MimeMessageWrapper implements HeaderLines {
    LenientMessage(MimeMessageSource source) {
        super(source);
    }

    LenientMessage(MimeMessage original) throws MessagingException {
        super(original);
    }

    @Override
    public Address @Nullable [] getFrom() throws MessagingException {
        Address[] from = addresses("From");
        return from == null ? addresses("Sender") : from;
    }

    @Override
    public @Nullable Address getSender() throws MessagingException {
        Address[] sender = addresses("Sender");
        return sender == null || sender.length == 0 ? null : sender[0];
    }

    @Override
    public Address @Nullable [] getReplyTo() throws MessagingException {
        Address[] replyTo = addresses("Reply-To");
        return replyTo == null || replyTo.length == 0 ? getFrom() : replyTo;
    }

    @Override
    public Address @Nullable [] getRecipients(Message.RecipientType type) throws MessagingException {
        // Newsgroups are not addresses.
        return type == MimeMessage.RecipientType.NEWSGROUPS ? super.getRecipients(type) : addresses(type.toString());
    }

    @Override
    public void putOnTop(List<String> lines) throws IOException {
        List<String> present = present();
        InternetHeaders all = new InternetHeaders();
        lines.forEach(all::addHeaderLine);
        present.forEach(all::addHeaderLine);
        headers = all;
        headersModified = true;
        modified = true;
        saved = false;
    }

    private List<String> present() throws IOException {
        try {
            return Collections.list(getAllHeaderLines());
        } catch (MessagingException e) {
            throw new IOException("cannot read the header of a message", e);
        }
    }

    private Address @Nullable [] addresses(String name) throws MessagingException {
        String value = getHeader(name, ",");
        if (value == null) {
            return null;
        }
        List<Address> addresses = new ArrayList<>();
        for (AddressField.Entry entry : AddressField.read(HeaderText.decode(value))) {
            addresses.add(address(entry));
        }
        return addresses.toArray(Address[]::new);
    }

    private static InternetAddress address(AddressField.Entry entry) {
        InternetAddress address = new InternetAddress();
        address.setAddress(entry.localPart() + "@" + entry.domain());
        if (!entry.display().isEmpty()) {
            try {
                address.setPersonal(MimeUtility.decodeText(entry.display()), "UTF-8");
            } catch (UnsupportedEncodingException e) {
                // An encoded word in a charset Java doesn't know.
                return address;
            }
        }
        return address;
    }
}
