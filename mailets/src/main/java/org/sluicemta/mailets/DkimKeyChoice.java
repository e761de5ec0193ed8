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
 * Which keys sign for a tenant's message. Only what is the tenant's is signed for, whatever stands in From: a signature
 * is the owner's word. A domain that is nobody's is open to tenants who list no domains, and so send for any.
 */
record DkimKeyChoice(DkimKeyRing ring, TenantDirectory tenants) {
    /** Keys of each From domain that has one; else of one domain, or none. */
    List<DkimKey> keys(List<String> fromDomains, TenantId tenant, Optional<String> platformDomain) {
        Optional<Tenant> known = tenants.find(tenant);
        List<DkimKey> own = fromDomains.stream()
                .filter(domain -> isOpenTo(known, domain))
                .map(ring::find)
                .filter(keys -> !keys.isEmpty() && isOpenTo(known, keys.get(0).domain()))
                .flatMap(List::stream)
                .distinct()
                .toList();
        if (!own.isEmpty()) {
            return own;
        }
        List<DkimKey> ofTenant = ofTenant(known);
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

    private boolean isOpenTo(Optional<Tenant> tenant, String domain) {
        Optional<Tenant> owner = tenants.ownerOf(domain);
        return owner.isPresent()
                ? owner.map(Tenant::id).equals(tenant.map(Tenant::id))
                : tenant.isPresent() && tenant.get().domains().isEmpty();
    }

    /** The first of its domains by alphabet that has a key, so that the choice is the same every time. */
    private List<DkimKey> ofTenant(Optional<Tenant> tenant) {
        return tenant.stream()
                .flatMap(known -> known.domains().stream().sorted())
                .map(ring::find)
                .filter(keys -> !keys.isEmpty() && isOpenTo(tenant, keys.get(0).domain()))
                .findFirst()
                .orElse(List.of());
    }
}
