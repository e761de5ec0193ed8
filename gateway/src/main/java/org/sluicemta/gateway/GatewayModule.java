package org.sluicemta.gateway;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import javax.inject.Singleton;
import org.sluicemta.gateway.dns.DnsMxResolver;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.tlsreport.ReportPost;

/**
 * Binds {@link Gateway}, {@link MxResolver} and {@link ReportPost}. Needs EgressPlans, ResponseTable, CapReserve, SourceStates, StsPolicyStore, TlsSessions, ClearOnlyStore, InstantSource, DnsSettings,
 * CollectorRegistry and {@link GatewayOptions} from elsewhere.
 */
public final class GatewayModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(MxResolver.class).to(DnsMxResolver.class).in(Singleton.class);
        bind(Gateway.class).to(SmtpGateway.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    ReportPost reportPost(SmtpGateway gateway) {
        return new ReportPost(gateway.https());
    }
}
