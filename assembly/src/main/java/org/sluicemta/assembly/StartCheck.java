package org.sluicemta.assembly;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.routes.engine.RouteFiles;
import org.sluicemta.smtp.container.ChainClasses;
import org.sluicemta.tenant.TenantDirectory;

/** Asks every part of the server whether it could start with a configuration. */
final class StartCheck implements ServerParts {
    private final TenantsCheck tenants;
    private final Optional<StrandedMail> stranded;
    private final boolean triesChain;
    private final InstantSource clock = InstantSource.system();

    /** @param tenants knows those of the database as well as the configured ones */
    StartCheck(TenantsCheck tenants) {
        this(tenants, Optional.empty(), true);
    }

    /** For a running server, which also knows what is waiting in its lanes. */
    StartCheck(TenantsCheck tenants, Optional<StrandedMail> stranded) {
        this(tenants, stranded, true);
    }

    private StartCheck(TenantsCheck tenants, Optional<StrandedMail> stranded, boolean triesChain) {
        this.tenants = tenants;
        this.stranded = stranded;
        this.triesChain = triesChain;
    }

    /** The same for a caller that creates the mailets anyway. */
    StartCheck withoutChain() {
        return new StartCheck(tenants, stranded, false);
    }

    @Override
    public Optional<Fault> faultOfMailet(String className) {
        return ChainNames.fault(ChainClasses.MAILETS, ChainClasses.MATCHERS, className);
    }

    @Override
    public Optional<Fault> faultOfMatcher(String className) {
        return ChainNames.fault(ChainClasses.MATCHERS, ChainClasses.MAILETS, className);
    }

    @Override
    public void check(ServerConfiguration whole, Path home, Problems problems) {
        new ListenersCheck(whole.settings().hostName(), clock, problems).check(whole.openListeners());
        KeysCheck keys = new KeysCheck(clock, whole.places(), problems);
        keys.check(whole.settings());
        keys.check(whole.egress());
        new SocketsCheck(problems).check(whole);
        TenantDirectory everybody = tenants.check(whole, problems);
        if (triesChain) {
            new ChainCheck(clock, problems).check(whole, everybody);
        }
        stranded.ifPresent(mail -> mail.check(whole, problems));
        RouteFiles.problems(home.resolve("conf").resolve("routes"), whole.egress())
                .forEach(problem -> problems.add(problem.where(), problem.what(), problem.hint()));
    }
}
