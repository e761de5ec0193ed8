package org.sluicemta.console.jmx;

/** Names of our beans: {@code org.sluicemta:type=Queues} for {@code QueuesMXBean}. */
public final class BeanNames {
    private static final String SUFFIX = "MXBean";

    private BeanNames() {}

    public static String of(Class<?> bean) {
        String name = bean.getSimpleName();
        return "org.sluicemta:type=" + name.substring(0, name.length() - SUFFIX.length());
    }
}
