import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX client as any other: the JDK, an address and a password. Prints what it sees, a line each. */
public class Probe {
    public static void main(String[] words) throws Exception {
        Map<String, Object> login = Map.of(JMXConnector.CREDENTIALS, new String[] {"sluice", words[1]});
        try (JMXConnector client = JMXConnectorFactory.connect(new JMXServiceURL(words[0]), login)) {
            MBeanServerConnection beans = client.getMBeanServerConnection();
            for (String domain : beans.getDomains()) {
                System.out.println("domain " + domain);
            }
            System.out.println("queues " + beans.isRegistered(new ObjectName("org.sluicemta:type=Queues")));
            for (ObjectName name : beans.queryNames(new ObjectName("*:component=addresses,*"), null)) {
                if ("queues".equals(name.getKeyProperty("subcomponent"))) {
                    System.out.println("depth " + beans.getAttribute(name, "MessageCount"));
                    beans.invoke(name, "pause", new Object[0], new String[0]);
                    System.out.println("paused " + beans.getAttribute(name, "Paused"));
                    beans.invoke(name, "resume", new Object[0], new String[0]);
                    break;
                }
            }
            ObjectName route = beans.queryNames(new ObjectName("org.apache.camel:type=routes,*"), null)
                    .iterator()
                    .next();
            System.out.println("route " + beans.getAttribute(route, "State"));
            try {
                beans.invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmVersion",
                        new Object[0],
                        new String[0]);
                System.out.println("diagnostics open");
            } catch (SecurityException e) {
                System.out.println("diagnostics closed");
            }
        }
    }
}
