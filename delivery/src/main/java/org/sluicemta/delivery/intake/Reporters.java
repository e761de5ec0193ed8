package org.sluicemta.delivery.intake;

import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SiteId;
import org.sluicemta.feedback.ReportSigners;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.network.IpRange;
import org.sluicemta.queue.lane.Sites;
import org.sluicemta.settings.GuardSettings;
import org.sluicemta.settings.ServerSettings;

/**
 * Decides who vouches for a complaint. Everyone who received one of our messages has its token and could write
 * complaints with it. So a complaint only counts against a tenant when the recipient's own site signed it, or a source
 * listed in sluice.xml did.
 */
final class Reporters {
    private final GuardSettings settings;
    private final EgressPlans plans;
    private final Sites sites;
    private final ReportSigners signers;

    @Inject
    Reporters(ServerSettings settings, EgressPlans plans, Sites sites, ReportSigners signers) {
        this.settings = settings.guard();
        this.plans = plans;
        this.sites = sites;
        this.signers = signers;
    }

    /** A site, domain or network; empty when nobody vouches. May block on DNS. */
    Optional<String> of(ReturnedMail complaint, EmailAddress recipient) {
        Optional<String> network = settings.reportNetworks().stream()
                .filter(range -> range.contains(complaint.clientAddress()))
                .map(IpRange::toString)
                .findFirst();
        if (network.isPresent()) {
            return network;
        }
        Set<String> signed = signers.of(complaint.content());
        SiteId site = sites.of(recipient.domain());
        return signed.stream()
                .sorted()
                .flatMap(domain -> of(domain, site).stream())
                .findFirst();
    }

    private Optional<String> of(String signer, SiteId site) {
        EgressPlan plan = plans.current();
        for (String name = DomainName.comparable(signer); !name.isEmpty(); name = DomainName.above(name)) {
            if (settings.reportDomains().contains(name)) {
                return Optional.of(name);
            }
            if (plan.siteOfDomain(name).filter(site::equals).isPresent()) {
                return Optional.of(site.value());
            }
        }
        return Optional.empty();
    }
}
