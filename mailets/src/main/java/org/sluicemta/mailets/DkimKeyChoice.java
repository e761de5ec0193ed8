package org.sluicemta.mailets;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * Chooses the keys that sign a tenant's message. Only the tenant's own domains are signed for, whatever is in From,
 * because a signature speaks for the domain's owner. A domain without an owner is open to tenants that list no domains,
 * and so send for any.
 */
record DkimKeyChoice(DkimKeys keys, TenantDirectory tenants) {
    /** The signing domain of each From domain that has one; else one domain, or none. */
    List<String> signingDomains(List<String> fromDomains, TenantId tenant, Optional<String> platformDomain) {
        Optional<Tenant> known = tenants.find(tenant);
        List<String> own = fromDomains.stream()
                .filter(domain -> isOpenTo(known, domain))
                .flatMap(domain -> keys.signingDomain(domain).stream())
                .filter(domain -> isOpenTo(known, domain))
                .distinct()
                .toList();
        if (!own.isEmpty()) {
            return own;
        }
        return ofTenant(known).or(() -> platformDomain.flatMap(keys::signingDomain)).stream()
                .toList();
    }

    /** Adds the domain that complaints go to, unless the others cover it; RFC 9477 section 3.1. */
    List<String> withFeedback(List<String> signing, String feedbackDomain) {
        boolean covered = signing.stream().anyMatch(domain -> ("." + feedbackDomain).endsWith("." + domain));
        boolean hasKeys = keys.signingDomain(feedbackDomain)
                .filter(feedbackDomain::equals)
                .isPresent();
        return covered || !hasKeys
                ? signing
                : Stream.concat(signing.stream(), Stream.of(feedbackDomain)).toList();
    }

    private boolean isOpenTo(Optional<Tenant> tenant, String domain) {
        Optional<Tenant> owner = tenants.ownerOf(domain);
        return owner.isPresent()
                ? owner.map(Tenant::id).equals(tenant.map(Tenant::id))
                : tenant.isPresent() && tenant.get().domains().isEmpty();
    }

    /** The alphabetically first of its domains that has a key, so that the choice is always the same. */
    private Optional<String> ofTenant(Optional<Tenant> tenant) {
        return tenant.stream()
                .flatMap(known -> known.domains().stream().sorted())
                .flatMap(domain -> keys.signingDomain(domain).stream())
                .filter(domain -> isOpenTo(tenant, domain))
                .findFirst();
    }
}
