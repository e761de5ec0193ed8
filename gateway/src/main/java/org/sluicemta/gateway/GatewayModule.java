package org.sluicemta.gateway;

import com.google.inject.AbstractModule;
import javax.inject.Singleton;
import org.sluicemta.gateway.dns.DnsMxResolver;
import org.sluicemta.gateway.dns.MxResolver;

/**
 * Binds {@link Gateway} and {@link MxResolver}. Needs EgressPlans, ResponseTable, CapReserve, SourceStates, StsPolicyStore, TlsSessions, InstantSource, DnsSettings,
 * CollectorRegistry and {@link GatewayOptions} from elsewhere.
 */
public final class GatewayModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(MxResolver.class).to(DnsMxResolver.class).in(Singleton.class);
        bind(Gateway.class).to(SmtpGateway.class).in(Singleton.class);
    }
}
