package org.sluicemta.conf.file;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.PublishedTls;
import org.sluicemta.egress.TlsReporting;
import org.sluicemta.mail.EmailAddress;

/**
 * Reads {@code <tls-policies>}, which policies of receiving domains are followed, and {@code <tls-reports>}, what these are
 * told about it.
 */
final class PublishedTlsSettings {
    private static final String NOBODY = "none";
    private static final ValueType<EmailAddress> MAILBOX =
            new ValueType<>("a mail address such as tls-reports@example.org", PublishedTlsSettings::mailbox);
    /** It is written into a mail's header. */
    private static final ValueType<String> CONTACT = new ValueType<>(
            "a mail address such as postmaster@example.org, or none",
            text -> text.equals(NOBODY) ? text : mailbox(text).toString());

    private static final ValueType<String> NAME =
            new ValueType<>("a name of 1 to 200 characters", PublishedTlsSettings::name);

    private PublishedTlsSettings() {}

    static PublishedTls read(ElementReader policies, ElementReader reports) {
        boolean mtaSts = policies.attribute(
                        "mta-sts",
                        ValueTypes.word("on", "off"),
                        "on",
                        "on: MTA-STS policies (RFC 8461) are fetched, and those that say enforce are.")
                .equals("on");
        boolean dane = policies.attribute(
                        "dane",
                        ValueTypes.word("off", "trusted-resolver"),
                        "off",
                        "trusted-resolver: TLSA records (RFC 7672) are followed where the DNS servers say that DNSSEC"
                                + " proves them. These must validate, and be on this machine or on a network that nobody"
                                + " else can send from.")
                .equals("trusted-resolver");
        int port = policies.attribute(
                "policy-port",
                ValueTypes.integer(1, 65535),
                PublishedTls.HTTPS,
                "Port of the hosts that serve MTA-STS policies; anything but 443 is for tests.");
        Set<String> ignored = new HashSet<>();
        for (String domain : policies.texts(
                "ignore", ValueTypes.DOMAIN, "A recipient domain whose published policies are not followed.")) {
            if (!ignored.add(domain)) {
                policies.problem("the policies of \"" + domain + "\" are ignored twice", "Take one of them out");
            }
        }
        return new PublishedTls(mtaSts, dane, port, ignored, reporting(reports));
    }

    /** Off unless somebody is named who answers for them: RFC 8460 section 4.4 wants a contact in each. */
    private static @Nullable TlsReporting reporting(ElementReader reports) {
        boolean wanted = reports.attribute(
                        "send",
                        ValueTypes.word("on", "off"),
                        "on",
                        "on: daily reports (RFC 8460) are sent to domains that ask for them, if there is a contact.")
                .equals("on");
        String organisation = reports.optional("organisation", NAME, "Who reports. Default: the server's host-name.")
                .orElse(null);
        String written = reports.attribute(
                "contact",
                CONTACT,
                NOBODY,
                "Mail address of whoever answers for the reports; its domain is the one that reports. With none, no"
                        + " reports are sent.");
        Optional<EmailAddress> contact = written.equals(NOBODY) ? Optional.empty() : Optional.of(mailbox(written));
        Optional<EmailAddress> from = reports.optional(
                "from",
                MAILBOX,
                "Sender of reports by mail, in the contact's domain; the domain needs a DKIM key. Default: the contact.");
        if (contact.isEmpty()) {
            from.ifPresent(address -> reports.problem(
                    "reports need a contact, got only from=\"" + address + "\"", "Give contact as well"));
            return null;
        }
        EmailAddress sender = from.orElse(contact.get());
        if (!sender.domain().equals(contact.get().domain())) {
            reports.problem(
                    "from must be in the domain of contact, which is \""
                            + contact.get().domain() + "\", got \"" + sender + "\"",
                    "Write an address of that domain, or leave from out");
            return null;
        }
        return wanted ? new TlsReporting(organisation, contact.get(), sender) : null;
    }

    private static EmailAddress mailbox(String text) {
        EmailAddress address = EmailAddress.parse(text);
        if (!address.localPart().matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")) {
            throw new IllegalArgumentException(text);
        }
        return new EmailAddress(address.localPart(), ValueTypes.DOMAIN.parse().apply(address.domain()));
    }

    private static String name(String text) {
        if (text.length() > 200 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
