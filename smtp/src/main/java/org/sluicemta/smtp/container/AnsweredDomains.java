package org.sluicemta.smtp.container;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.internet.AddressException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.sluicemta.settings.ServerSettings;

/** The domains that mail is accepted for from anyone: the bounce domain and the relay domains. Fixed by sluice.xml. */
@Singleton
public final class AnsweredDomains implements DomainList {
    private final Set<String> names;
    private final Domain bounceDomain;
    private final MailAddress postmaster;

    @Inject
    public AnsweredDomains(ServerSettings settings) {
        names = new TreeSet<>(settings.relayPolicy().relayDomains());
        String bounces = settings.bounceDomain().domain();
        names.add(bounces);
        bounceDomain = Domain.of(bounces);
        postmaster = address(settings.postmaster().isEmpty() ? "postmaster@" + bounces : settings.postmaster());
    }

    /** Where operator notices go. */
    MailAddress postmaster() {
        return postmaster;
    }

    @Override
    public List<Domain> getDomains() {
        return names.stream().map(Domain::of).toList();
    }

    @Override
    public boolean containsDomain(Domain domain) {
        return names.contains(domain.asString().toLowerCase(Locale.ROOT));
    }

    @Override
    public void addDomain(Domain domain) {
        throw new UnsupportedOperationException("domains are named in sluice.xml: add " + domain.asString() + " there");
    }

    @Override
    public void removeDomain(Domain domain) {
        throw new UnsupportedOperationException(
                "domains are named in sluice.xml: remove " + domain.asString() + " there");
    }

    @Override
    public Domain getDefaultDomain() {
        return bounceDomain;
    }

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new IllegalArgumentException("postmaster must be a mail address, got \"" + text + "\"", e);
        }
    }
}
