package org.sluicemta.console.jmx;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.QueryExp;
import javax.management.remote.MBeanServerForwarder;
import org.jspecify.annotations.Nullable;

/**
 * Stands between JMX clients and the platform's MBean server and passes only what {@link ControlRights} allows. Methods
 * of {@link MBeanServer} not named here are refused: creating, registering and removing beans, and whatever a later
 * Java adds.
 */
final class ControlGate implements InvocationHandler {
    private final MBeanServer beans;

    private ControlGate(MBeanServer beans) {
        this.beans = beans;
    }

    static MBeanServerForwarder before(MBeanServer beans) {
        return (MBeanServerForwarder) Proxy.newProxyInstance(
                MBeanServerForwarder.class.getClassLoader(),
                new Class<?>[] {MBeanServerForwarder.class},
                new ControlGate(beans));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "setMBeanServer" -> null; // it is always the one this gate was created for
            case "getMBeanServer" -> beans;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == given[0];
            case "toString" -> "gate before " + beans;
            // The connector itself asks for class loaders to read a client's arguments. Clients can't.
            case "getDefaultDomain", "getMBeanCount", "getClassLoaderRepository" -> pass(method, given);
            case "getDomains" ->
                beans.queryNames(null, null).stream()
                        .filter(ControlRights::isVisible)
                        .map(ObjectName::getDomain)
                        .distinct()
                        .toArray(String[]::new);
            case "queryNames" ->
                visible(beans.queryNames((ObjectName) given[0], (QueryExp) given[1]), Function.identity());
            case "queryMBeans" ->
                visible(beans.queryMBeans((ObjectName) given[0], (QueryExp) given[1]), ObjectInstance::getObjectName);
            case "isRegistered", "isInstanceOf" -> ControlRights.isVisible(bean(given)) && truth(method, given);
            case "getMBeanInfo", "getObjectInstance", "getAttribute", "getAttributes" -> seen(method, given);
            case "getClassLoaderFor" ->
                allowed(ControlRights.isVisible(bean(given)), bean(given).toString(), method, given);
            case "addNotificationListener", "removeNotificationListener" -> listening(method, given);
            case "setAttribute", "setAttributes" ->
                allowed(ControlRights.maySet(bean(given)), "writing " + bean(given), method, given);
            case "invoke" ->
                allowed(
                        ControlRights.mayInvoke(bean(given), String.valueOf(given[1])),
                        given[1] + " of " + bean(given),
                        method,
                        given);
            default -> throw refused(method.getName());
        };
    }

    private static <T> Set<T> visible(Set<T> all, Function<T, ObjectName> name) {
        return all.stream()
                .filter(each -> ControlRights.isVisible(name.apply(each)))
                .collect(Collectors.toSet());
    }

    /** A bean as a listener would be called with rights other than the client's. */
    private @Nullable Object listening(Method method, Object[] given) throws Throwable {
        if (given[1] instanceof ObjectName) {
            throw refused("a bean as listener");
        }
        return seen(method, given);
    }

    private @Nullable Object seen(Method method, Object[] given) throws Throwable {
        if (!ControlRights.isVisible(bean(given))) {
            throw new InstanceNotFoundException(bean(given).toString());
        }
        return pass(method, given);
    }

    private @Nullable Object allowed(boolean allowed, String what, Method method, Object[] given) throws Throwable {
        if (!allowed) {
            throw refused(what);
        }
        return pass(method, given);
    }

    private boolean truth(Method method, Object[] given) throws Throwable {
        return Boolean.TRUE.equals(pass(method, given));
    }

    private @Nullable Object pass(Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(beans, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static SecurityException refused(String what) {
        return new SecurityException(what + " is not open to JMX clients; see docs/how-to/use-jmx.md");
    }

    private static ObjectName bean(Object[] given) {
        return Objects.requireNonNull((ObjectName) given[0], "name of a bean");
    }
}
