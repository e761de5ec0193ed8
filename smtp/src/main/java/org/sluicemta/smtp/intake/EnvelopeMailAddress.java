package org.sluicemta.smtp.intake;

import javax.mail.internet.AddressException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.sluicemta.mail.EmailAddress;

/**
 * An address that James's own class can't represent as given: letters of RFC 6531, address literals (which lose their
 * brackets there), quoted local parts with misplaced dots. Otherwise behaves like James's class.
 */
final class EnvelopeMailAddress extends MailAddress {
    private static final long serialVersionUID = 1;

    private final String local;
    private final Domain domain;

    private EnvelopeMailAddress(EmailAddress address) throws AddressException {
        super("held@elsewhere.invalid");
        this.local = address.localPart();
        this.domain = new HeldDomain(address.domain());
    }

    /** James's class where it keeps the address unchanged, otherwise this one. */
    static MailAddress of(EmailAddress address) throws AddressException {
        String text = address.toString();
        try {
            MailAddress plain = new MailAddress(text);
            return plain.asString().equals(text) ? plain : new EnvelopeMailAddress(address);
        } catch (AddressException e) {
            return new EnvelopeMailAddress(address);
        }
    }

    @Override
    public String getLocalPart() {
        return local;
    }

    @Override
    public Domain getDomain() {
        return domain;
    }

    @Override
    @Deprecated
    public String getUser() {
        return local;
    }

    @Override
    @Deprecated
    public String getHost() {
        return domain.name();
    }

    @Override
    public String asString() {
        return local + "@" + domain.name();
    }

    @Override
    public String toString() {
        return asString();
    }

    @Override
    public String asPrettyString() {
        return "<" + asString() + ">";
    }

    private static final class HeldDomain extends Domain {
        private static final long serialVersionUID = 1;

        HeldDomain(String name) {
            super(name);
        }
    }
}
