package org.sluicemta.console.jmx;

import java.util.List;

/** {@code org.sluicemta:type=Server}. */
public interface ServerMXBean {
    String getVersion();

    String getHostName();

    /** Where it listens, {@code relay 127.0.0.1:2525}. */
    List<String> getListeners();

    boolean isReady();

    /** Why it is not ready; empty when it is. */
    List<String> getProblems();
}
