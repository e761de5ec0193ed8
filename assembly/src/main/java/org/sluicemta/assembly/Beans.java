package org.sluicemta.assembly;

import com.google.inject.Injector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.sluicemta.console.jmx.AuditList;
import org.sluicemta.console.jmx.AuditMXBean;
import org.sluicemta.console.jmx.BeanNames;
import org.sluicemta.console.jmx.History;
import org.sluicemta.console.jmx.HistoryMXBean;
import org.sluicemta.console.jmx.Keys;
import org.sluicemta.console.jmx.KeysMXBean;
import org.sluicemta.console.jmx.Queues;
import org.sluicemta.console.jmx.QueuesMXBean;
import org.sluicemta.console.jmx.RateFigures;
import org.sluicemta.console.jmx.RatesMXBean;
import org.sluicemta.console.jmx.Sites;
import org.sluicemta.console.jmx.SitesMXBean;
import org.sluicemta.console.jmx.Sources;
import org.sluicemta.console.jmx.SourcesMXBean;
import org.sluicemta.console.jmx.Suppressions;
import org.sluicemta.console.jmx.SuppressionsMXBean;
import org.sluicemta.console.jmx.TenantRemovalMXBean;
import org.sluicemta.console.jmx.TenantRemovals;
import org.sluicemta.console.jmx.Tenants;
import org.sluicemta.console.jmx.TenantsMXBean;
import org.sluicemta.console.jmx.Tokens;
import org.sluicemta.console.jmx.TokensMXBean;

/** Our beans on the platform's MBean server, where the broker's stand too. */
final class Beans {
    private final MBeanServer server;
    private final List<ObjectName> registered = new ArrayList<>();

    Beans(MBeanServer server) {
        this.server = server;
    }

    void register(Injector injector) throws IOException {
        register(QueuesMXBean.class, injector.getInstance(Queues.class));
        register(SuppressionsMXBean.class, injector.getInstance(Suppressions.class));
        register(TenantsMXBean.class, injector.getInstance(Tenants.class));
        register(TenantRemovalMXBean.class, injector.getInstance(TenantRemovals.class));
        register(RatesMXBean.class, injector.getInstance(RateFigures.class));
        register(AuditMXBean.class, injector.getInstance(AuditList.class));
        register(KeysMXBean.class, injector.getInstance(Keys.class));
        register(SitesMXBean.class, injector.getInstance(Sites.class));
        register(SourcesMXBean.class, injector.getInstance(Sources.class));
        register(HistoryMXBean.class, injector.getInstance(History.class));
        register(TokensMXBean.class, injector.getInstance(Tokens.class));
    }

    void register(Class<?> type, Object bean) throws IOException {
        try {
            ObjectName name = new ObjectName(BeanNames.of(type));
            server.registerMBean(bean, name);
            registered.add(name);
        } catch (JMException e) {
            throw new IOException("cannot register " + BeanNames.of(type) + ": " + e.getMessage(), e);
        }
    }

    void close() throws JMException {
        for (ObjectName name : registered) {
            server.unregisterMBean(name);
        }
        registered.clear();
    }
}
