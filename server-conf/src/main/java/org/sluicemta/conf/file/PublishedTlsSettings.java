package org.sluicemta.conf.file;

import java.util.HashSet;
import java.util.Set;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.PublishedTls;

/** Reads {@code <tls-policies>}: which policies of receiving domains are followed. */
final class PublishedTlsSettings {
    private PublishedTlsSettings() {}

    static PublishedTls read(ElementReader policies) {
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
        return new PublishedTls(mtaSts, dane, port, ignored);
    }
}
