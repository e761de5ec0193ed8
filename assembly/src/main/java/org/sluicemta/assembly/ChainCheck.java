package org.sluicemta.assembly;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import java.time.InstantSource;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.gateway.GatewayModule;
import org.sluicemta.smtp.chain.ChainLoader;
import org.sluicemta.smtp.container.ChainMailetContext;
import org.sluicemta.smtp.container.InjectedMailets;
import org.sluicemta.tenant.TenantDirectory;

/** Makes every mailet and matcher of the chain and has it read its parameters, with nothing behind it. */
final class ChainCheck {
    private final InstantSource clock;
    private final Problems problems;

    ChainCheck(InstantSource clock, Problems problems) {
        this.clock = clock;
        this.problems = problems;
    }

    void check(ServerConfiguration whole, TenantDirectory tenants) {
        Injector injector = Guice.createInjector(
                Stage.DEVELOPMENT,
                new SettingsModule(whole, clock),
                new GatewayModule(),
                new NothingBehindModule(tenants));
        InjectedMailets classes = injector.getInstance(InjectedMailets.class);
        try {
            new ChainLoader(classes, classes, injector.getInstance(ChainMailetContext.class))
                    .load(whole.chain())
                    .close();
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> problems.add(problem.where(), problem.what(), problem.hint()));
        }
    }
}
