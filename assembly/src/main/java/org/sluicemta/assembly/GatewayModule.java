package org.sluicemta.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.gateway.GatewayOptions;
import org.sluicemta.gateway.SmtpGateway;
import org.sluicemta.gateway.dns.DnsMxResolver;
import org.sluicemta.gateway.dns.MxResolver;

/** The outbound engine. */
final class GatewayModule extends AbstractModule {
    private final GatewayOptions options;

    GatewayModule(GatewayOptions options) {
        this.options = options;
    }

    @Override
    protected void configure() {
        bind(GatewayOptions.class).toInstance(options);
        bind(MxResolver.class).to(DnsMxResolver.class).in(Scopes.SINGLETON);
        bind(SmtpGateway.class).in(Scopes.SINGLETON);
        bind(Gateway.class).to(SmtpGateway.class);
    }
}
