package org.sluicemta.delivery.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.TenantId;

/** The tenants, places and flows that have mail. Empty ones are forgotten. */
final class Flows<M extends HeldMail> {
    private static final String WHOLE_SITE = "";

    private final boolean common;
    private final ToIntFunction<TenantId> weights;
    private final Map<TenantId, TenantShare<M>> tenants = new HashMap<>();
    private final Map<String, Place<M>> places = new HashMap<>();

    /**
     * @param common whether each domain is a place of its own
     * @param weights of tenants, 1 or more
     */
    Flows(boolean common, ToIntFunction<TenantId> weights) {
        this.common = common;
        this.weights = weights;
    }

    Flow<M> flow(Lane lane, M mail) {
        TenantShare<M> tenant = tenants.computeIfAbsent(mail.tenant(), TenantShare::new);
        Place<M> place = places.computeIfAbsent(placeName(mail.domain()), Place::new);
        return place.flows.computeIfAbsent(new Place.Owner(lane, tenant), owner -> new Flow<>(lane, tenant, place));
    }

    /** Asked each time, since an operator may change it. */
    int weight(TenantShare<M> tenant) {
        return weights.applyAsInt(tenant.id);
    }

    private String placeName(String domain) {
        return common ? domain : WHOLE_SITE;
    }

    /** The place of a domain that has mail or has refused. */
    @Nullable
    Place<M> place(String domain) {
        return places.get(placeName(domain));
    }

    /** The share of a tenant that has mail or has refused. */
    @Nullable
    TenantShare<M> tenant(TenantId id) {
        return tenants.get(id);
    }

    boolean isCommon() {
        return common;
    }

    Collection<Place<M>> places() {
        return places.values();
    }

    /** A copy of all flows, for iterating while they change. */
    List<Flow<M>> all() {
        List<Flow<M>> all = new ArrayList<>();
        places.values().forEach(place -> all.addAll(place.flows.values()));
        return all;
    }

    void forget(Flow<M> flow) {
        flow.place.flows.remove(new Place.Owner(flow.lane, flow.tenant), flow);
        forgetIfIdle(flow.place);
        forgetIfIdle(flow.tenant);
    }

    void forgetIfIdle(Place<M> place) {
        if (place.flows.isEmpty() && !place.hasQueue()) {
            places.remove(place.domain, place);
        }
    }

    void forgetIfIdle(TenantShare<M> tenant) {
        if (tenant.held == 0 && !tenant.inRing && !tenant.hasRefused()) {
            tenants.remove(tenant.id, tenant);
        }
    }
}
