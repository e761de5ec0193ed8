package org.sluicemta.assembly;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.conf.file.SmtpServerFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.console.jmx.RunningServer;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ServerSettings;

/**
 * Binds every address that the server would listen on, and lets go of it again. What the running server of this data
 * directory listens on is left alone.
 */
final class SocketsCheck {
    private static final int ANY_FREE_PORT = 0;

    private final Problems problems;
    private final Map<InetSocketAddress, String> wanted = new HashMap<>();
    private Set<Integer> ours = Set.of();

    SocketsCheck(Problems problems) {
        this.problems = problems;
    }

    void check(ServerConfiguration whole) {
        ServerSettings settings = whole.settings();
        ours = portsOfRunningServer(settings.dataDirectory());
        for (HierarchicalConfiguration<ImmutableNode> listener :
                whole.smtpServer().configurationsAt("smtpserver")) {
            if (listener.getBoolean("[@enabled]", true)) {
                String name = listener.getString("[@name]", listener.getString("jmxName", "smtp"));
                for (String address : listener.getString("bind", "0.0.0.0:25").split(",")) {
                    listener(name, address.strip());
                }
            }
        }
        endpoint("http", settings.http().endpoint());
        endpoint("jmx", settings.jmx());
        if (settings.unsubscribe().url().isPresent()) {
            endpoint("unsubscribe", settings.unsubscribe().listener().endpoint());
        }
    }

    private static Set<Integer> portsOfRunningServer(Path data) {
        Set<Integer> ports = new HashSet<>();
        try {
            RunningServer running = RunningServer.read(data);
            if (running.stillRuns()) {
                running.listeners().values().forEach(endpoint -> ports.add(endpoint.port()));
                ports.add(running.http().port());
                ports.add(running.jmx().port());
            }
        } catch (IOException e) {
            return Set.of(); // no server runs, or none that could be asked
        }
        return ports;
    }

    private void listener(String name, String address) {
        int colon = address.lastIndexOf(':');
        bind(
                SmtpServerFile.NAME,
                "listener " + name,
                address.substring(0, colon).replaceAll("^\\[|]$", ""),
                Integer.parseInt(address.substring(colon + 1)));
    }

    private void endpoint(String setting, Endpoint endpoint) {
        bind(SluiceFile.NAME, setting, endpoint.address(), endpoint.port());
    }

    private void bind(String file, String what, String host, int port) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            String other = port == ANY_FREE_PORT ? null : wanted.putIfAbsent(address, what);
            if (other != null) {
                problems.add(
                        file,
                        what + ": " + host + ":" + port + " is that of " + other + " too",
                        "Give it another port");
            } else if (!ours.contains(port)) {
                bind(address);
            }
        } catch (IOException e) {
            problems.add(
                    file,
                    what + ": cannot listen on " + host + ":" + port + ": " + e.getMessage(),
                    "The address must be one of this host (ip address), the port free (ss -ltnp), and below 1024 it needs"
                            + " CAP_NET_BIND_SERVICE");
        }
    }

    private static void bind(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }
}
