package org.sluicemta.console.jmx;

import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;

/**
 * What a JMX client may see and do. The secret allows a client to operate the mail server, but not its process. So
 * there is a list of what is allowed, by domain and operation, and everything else is denied: beans that load agents or
 * classes, and operations that reconfigure the broker or Camel.
 */
final class ControlRights {
    private static final String OURS = "org.sluicemta";
    private static final String BROKER = "org.apache.activemq.artemis";
    private static final String CAMEL = "org.apache.camel";
    /** Beans of the Java runtime that dashboards read, and the one that announces new beans. */
    private static final Set<String> READ_ONLY = Set.of("java.lang", "java.nio", "JMImplementation");

    /** Prefixes of allowed operations, by the domain of the bean. */
    private static final Map<String, Set<String>> OPERATIONS = Map.of(
            BROKER,
            Set.of(
                    "browse", "count", "get", "is", "list", "peek", "pause", "resume", "move", "remove", "reset",
                    "show"),
            CAMEL,
            Set.of("get", "is", "start", "stop", "suspend", "resume", "reset", "dumpStats", "dumpRouteStats"));

    private ControlRights() {}

    /** Whether clients may read the bean. */
    static boolean isVisible(ObjectName bean) {
        String domain = bean.getDomain();
        return domain.equals(OURS) || OPERATIONS.containsKey(domain) || READ_ONLY.contains(domain);
    }

    static boolean maySet(ObjectName bean) {
        return bean.getDomain().equals(OURS);
    }

    static boolean mayInvoke(ObjectName bean, String operation) {
        return bean.getDomain().equals(OURS)
                || OPERATIONS.getOrDefault(bean.getDomain(), Set.of()).stream().anyMatch(operation::startsWith);
    }
}
