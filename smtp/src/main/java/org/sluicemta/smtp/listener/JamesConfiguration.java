package org.sluicemta.smtp.listener;

import java.io.IOException;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** Gives James's server class its part of the configuration and starts it. */
public final class JamesConfiguration {
    private JamesConfiguration() {}

    /** Configures and opens the listener; a failure is an IOException that says which listener. */
    public static void start(SmtpListener listener, ListenerReader.Read read) throws IOException {
        try {
            listener.configure(forJames(read.xml(), listener.settings()));
            listener.init();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // James declares Exception
            throw new IOException("listener " + listener.settings().name() + " cannot start: " + e.getMessage(), e);
        }
    }

    private static HierarchicalConfiguration<ImmutableNode> forJames(
            HierarchicalConfiguration<ImmutableNode> xml, ListenerSettings settings) {
        HierarchicalConfiguration<ImmutableNode> copy = new BaseHierarchicalConfiguration(xml);
        // James looks names up for addresses and cannot read IPv6 ones; binding is ours.
        copy.setProperty("bind", "0.0.0.0:0");
        // AUTH and TLS are ours, and say what James cannot read.
        copy.clearTree("auth");
        copy.clearTree("tls");
        copy.setProperty("jmxName", "smtpserver-" + settings.name());
        copy.setProperty("handlerchain[@coreHandlersPackage]", OwnCommands.class.getName());
        copy.setProperty("handlerchain[@enableJmx]", false);
        return copy;
    }
}
