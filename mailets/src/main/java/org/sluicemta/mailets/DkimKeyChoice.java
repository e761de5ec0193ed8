package org.sluicemta.mailets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.dkim.DkimKey;
import org.sluicemta.dkim.DkimKeyRing;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * Which keys sign for a tenant's message. A domain that another tenant owns is never signed for, whatever stands in
 * From: a signature is the owner's word.
 */
record DkimKeyChoice(DkimKeyRing ring, TenantDirectory tenants) {
    /** Keys of one domain, or none. */
    List<DkimKey> keys(Optional<String> fromDomain, TenantId tenant, Optional<String> platformDomain) {
        List<DkimKey> own = fromDomain
                .filter(domain -> isOpenTo(tenant, domain))
                .map(ring::find)
                .filter(keys -> !keys.isEmpty() && isOpenTo(tenant, keys.get(0).domain()))
                .orElse(List.of());
        if (!own.isEmpty()) {
            return own;
        }
        List<DkimKey> ofTenant = ofTenant(tenant);
        return ofTenant.isEmpty() ? platformDomain.map(ring::find).orElse(List.of()) : ofTenant;
    }

    /** Also those of the domain that complaints go to, unless the keys cover it; RFC 9477 section 3.1. */
    List<DkimKey> withFeedback(List<DkimKey> keys, String feedbackDomain) {
        boolean covered = keys.stream().anyMatch(key -> ("." + feedbackDomain).endsWith("." + key.domain()));
        List<DkimKey> more = ring.find(feedbackDomain);
        if (covered || more.isEmpty() || !more.getFirst().domain().equals(feedbackDomain)) {
            return keys;
        }
        List<DkimKey> all = new ArrayList<>(keys);
        all.addAll(more);
        return all;
    }

    private boolean isOpenTo(TenantId tenant, String domain) {
        return tenants.findByDomain(domain).map(Tenant::id).map(tenant::equals).orElse(true);
    }

    /** The first of its domains by alphabet that has a key, so that the choice is the same every time. */
    private List<DkimKey> ofTenant(TenantId tenant) {
        return tenants.find(tenant).stream()
                .flatMap(known -> known.domains().stream().sorted())
                .map(ring::find)
                .filter(keys -> !keys.isEmpty() && isOpenTo(tenant, keys.get(0).domain()))
                .findFirst()
                .orElse(List.of());
    }
}
