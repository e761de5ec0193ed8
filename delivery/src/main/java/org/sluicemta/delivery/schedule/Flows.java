package org.sluicemta.delivery.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.tenant.TenantId;

/** The tenants, places and flows that have mail. Empty ones are forgotten. */
final class Flows<M extends HeldMail> {
    private static final String WHOLE_SITE = "";

    private record MailingKey(TenantId tenant, Mailing mailing) {}

    private final boolean common;
    private final ToIntFunction<TenantId> weights;
    private final Map<TenantId, TenantShare<M>> tenants = new HashMap<>();
    private final Map<MailingKey, MailingShare<M>> mailings = new HashMap<>();
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
        MailingShare<M> mailing = mailings.computeIfAbsent(
                new MailingKey(mail.tenant(), mail.mailing()), key -> newMailing(key, mail.urgency()));
        Place<M> place = places.computeIfAbsent(placeName(mail.domain()), Place::new);
        return place.flows.computeIfAbsent(new Place.Owner(lane, mailing), owner -> new Flow<>(lane, mailing, place));
    }

    /** A campaign is as urgent as the first of its mail. */
    private MailingShare<M> newMailing(MailingKey key, int urgency) {
        TenantShare<M> tenant = tenants.computeIfAbsent(key.tenant(), TenantShare::new);
        tenant.known++;
        return new MailingShare<>(tenant.turns(urgency), key.mailing());
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

    /** The share of a mailing that has mail or has refused. */
    @Nullable
    MailingShare<M> mailing(TenantId tenant, Mailing mailing) {
        return mailings.get(new MailingKey(tenant, mailing));
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
        flow.place.flows.remove(new Place.Owner(flow.lane, flow.mailing), flow);
        forgetIfIdle(flow.place);
        forgetIfIdle(flow.mailing);
    }

    void forgetIfIdle(Place<M> place) {
        if (place.flows.isEmpty() && !place.hasQueue()) {
            places.remove(place.domain, place);
        }
    }

    void forgetIfIdle(MailingShare<M> mailing) {
        if (mailing.held == 0 && !mailing.inRing && !mailing.hasRefused()) {
            MailingKey key = new MailingKey(mailing.tenant.id, mailing.mailing);
            if (mailings.remove(key, mailing)) {
                mailing.tenant.known--;
            }
        }
        forgetIfIdle(mailing.tenant);
    }

    void forgetIfIdle(TenantShare<M> tenant) {
        if (tenant.known == 0 && tenant.held == 0 && !tenant.isInRing() && !tenant.hasRefused()) {
            tenants.remove(tenant.id, tenant);
        }
    }
}
