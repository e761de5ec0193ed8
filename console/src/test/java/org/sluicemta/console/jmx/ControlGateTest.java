package org.sluicemta.console.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlGateTest {
    private static final String[] NO_TYPES = new String[0];
    private static final String QUEUE = "org.apache.activemq.artemis:broker=\"sluice\",component=addresses,queue=\"q\"";
    private static final String CONTEXT = "org.apache.camel:context=sluice,type=context,name=\"sluice\"";

    /** Any bean: what matters is its name and that of the operation. */
    public interface ThingMBean {
        String getState();

        void setState(String state);

        String pause();

        String listMessages();

        String addUser();

        String createBridge();

        String sendMessage();

        String addOrUpdateRoutesFromXml();
    }

    /** Answers with the name of what was called. */
    public static final class Thing implements ThingMBean {
        private String state = "new";

        @Override
        public String getState() {
            return state;
        }

        @Override
        public void setState(String state) {
            this.state = state;
        }

        @Override
        public String pause() {
            return "pause";
        }

        @Override
        public String listMessages() {
            return "listMessages";
        }

        @Override
        public String addUser() {
            return "addUser";
        }

        @Override
        public String createBridge() {
            return "createBridge";
        }

        @Override
        public String sendMessage() {
            return "sendMessage";
        }

        @Override
        public String addOrUpdateRoutesFromXml() {
            return "addOrUpdateRoutesFromXml";
        }
    }

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final MBeanServer gate = ControlGate.before(beans);
    private final MBeanServer platform = ControlGate.before(ManagementFactory.getPlatformMBeanServer());

    @BeforeEach
    void register() throws Exception {
        for (String name : new String[] {"org.sluicemta:type=Thing", QUEUE, CONTEXT, "evil:type=Thing"}) {
            beans.registerMBean(new Thing(), new ObjectName(name));
        }
    }

    @Test
    void oursAreOpenWhole() throws Exception {
        ObjectName ours = new ObjectName("org.sluicemta:type=Thing");
        gate.setAttribute(ours, new Attribute("State", "changed"));

        assertThat(gate.getAttribute(ours, "State")).isEqualTo("changed");
        assertThat(gate.invoke(ours, "sendMessage", new Object[0], NO_TYPES)).isEqualTo("sendMessage");
        assertThat(gate.isRegistered(ours)).isTrue();
        assertThat(gate.getMBeanInfo(ours).getOperations()).isNotEmpty();
    }

    @Test
    void queuesOfTheBrokerArePausedAndListedAndNothingIsAdded() throws Exception {
        ObjectName queue = new ObjectName(QUEUE);

        assertThat(gate.invoke(queue, "pause", new Object[0], NO_TYPES)).isEqualTo("pause");
        assertThat(gate.invoke(queue, "listMessages", new Object[0], NO_TYPES)).isEqualTo("listMessages");
        assertThat(gate.getAttribute(queue, "State")).isEqualTo("new");
        for (String closed : new String[] {"addUser", "createBridge", "sendMessage"}) {
            assertRefused(() -> gate.invoke(queue, closed, new Object[0], NO_TYPES));
        }
        assertRefused(() -> gate.setAttribute(queue, new Attribute("State", "changed")));
    }

    @Test
    void routesCannotBeWritten() throws Exception {
        assertRefused(() -> gate.invoke(new ObjectName(CONTEXT), "addOrUpdateRoutesFromXml", new Object[0], NO_TYPES));
    }

    @Test
    void otherDomainsAreNotThere() throws Exception {
        ObjectName evil = new ObjectName("evil:type=Thing");

        assertThat(gate.isRegistered(evil)).isFalse();
        assertThat(gate.queryNames(null, null))
                .isNotEmpty()
                .noneMatch(name -> name.getDomain().equals("evil"));
        assertThat(gate.queryMBeans(null, null))
                .isNotEmpty()
                .noneMatch(bean -> bean.getObjectName().getDomain().equals("evil"));
        assertThat(gate.getDomains()).contains("org.sluicemta").doesNotContain("evil");
        assertThatThrownBy(() -> gate.getAttribute(evil, "State")).isInstanceOf(InstanceNotFoundException.class);
        assertThatThrownBy(() -> gate.getMBeanInfo(evil)).isInstanceOf(InstanceNotFoundException.class);
        assertRefused(() -> gate.invoke(evil, "pause", new Object[0], NO_TYPES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.management:type=DiagnosticCommand",
                "com.sun.management:type=HotSpotDiagnostic",
                "java.util.logging:type=Logging",
                "jdk.management.jfr:type=FlightRecorder"
            })
    void whatLoadsAgentsOrWritesFilesIsClosed(String name) throws Exception {
        ObjectName bean = new ObjectName(name);

        assertThat(platform.isRegistered(bean)).isFalse();
        assertRefused(() ->
                platform.invoke(bean, "jvmtiAgentLoad", new Object[] {new String[] {"/tmp/evil.so"}}, new String[] {
                    String[].class.getName()
                }));
        assertRefused(() -> platform.setAttribute(bean, new Attribute("Verbose", true)));
    }

    @Test
    void theRuntimeIsReadAndNotChanged() throws Exception {
        ObjectName memory = new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME);

        assertThat(platform.getAttribute(memory, "HeapMemoryUsage")).isNotNull();
        assertRefused(() -> platform.invoke(memory, "gc", new Object[0], NO_TYPES));
        assertRefused(() -> platform.setAttribute(memory, new Attribute("Verbose", true)));
    }

    @Test
    void listenersAreTheClientsOwn() throws Exception {
        ObjectName delegate = new ObjectName("JMImplementation:type=MBeanServerDelegate");
        NotificationListener own = (notification, handback) -> {};
        gate.addNotificationListener(delegate, own, null, null);
        gate.removeNotificationListener(delegate, own);

        assertRefused(() -> gate.addNotificationListener(delegate, new ObjectName(QUEUE), null, null));
    }

    @Test
    void everyMethodThatIsNotNeededIsRefused() {
        Set<String> open = Set.of(
                "isRegistered",
                "isInstanceOf",
                "getMBeanInfo",
                "getObjectInstance",
                "getClassLoaderFor",
                "getAttribute",
                "getAttributes",
                "setAttribute",
                "setAttributes",
                "invoke",
                "queryNames",
                "queryMBeans",
                "getDomains",
                "getDefaultDomain",
                "getMBeanCount",
                "getClassLoaderRepository",
                "addNotificationListener",
                "removeNotificationListener");
        for (Method method : MBeanServer.class.getMethods()) {
            if (!open.contains(method.getName())) {
                assertThatThrownBy(() -> method.invoke(gate, new Object[method.getParameterCount()]))
                        .as(method.toString())
                        .isInstanceOf(InvocationTargetException.class)
                        .cause()
                        .isInstanceOf(SecurityException.class);
            }
        }
        assertThat(Arrays.stream(MBeanServer.class.getMethods()).map(Method::getName))
                .contains("createMBean", "instantiate", "registerMBean", "unregisterMBean");
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(SecurityException.class).hasMessageContaining("not open to JMX clients");
    }
}
