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
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.console.jmx.RunningServer;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.ServerSettings;

/**
 * Binds every address that the server would listen on, and releases it again. Addresses used by the running server of
 * this data directory are skipped.
 */
final class SocketsCheck {
    private static final int ANY_FREE_PORT = 0;
    private static final String HINT =
            "The address must be one of this host (ip address), the port free (ss -ltnp), and below 1024 it needs"
                    + " CAP_NET_BIND_SERVICE";

    private final Problems problems;
    private final Map<InetSocketAddress, String> wanted = new HashMap<>();
    private Set<Integer> ours = Set.of();

    SocketsCheck(Problems problems) {
        this.problems = problems;
    }

    void check(ServerConfiguration whole) {
        ServerSettings settings = whole.settings();
        ours = portsOfRunningServer(settings.dataDirectory());
        for (ListenerSettings listener : whole.openListeners()) {
            for (InetSocketAddress address : listener.addresses()) {
                bind(listener.where(), "listener " + listener.name(), address);
            }
        }
        endpoint(whole, "http", settings.http().endpoint());
        endpoint(whole, "jmx", settings.jmx());
        if (settings.unsubscribe().url().isPresent()) {
            endpoint(whole, "unsubscribe", settings.unsubscribe().listener().endpoint());
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
            return Set.of(); // no server runs, or it can't be asked
        }
        return ports;
    }

    private void endpoint(ServerConfiguration whole, String setting, Endpoint endpoint) {
        String where = whole.places().of(SluiceFile.NAME, setting);
        try {
            bind(where, setting, new InetSocketAddress(InetAddress.getByName(endpoint.address()), endpoint.port()));
        } catch (IOException e) {
            problems.add(where, setting + ": cannot listen on " + endpoint.address() + ": " + e.getMessage(), HINT);
        }
    }

    private void bind(String where, String what, InetSocketAddress address) {
        String shown = address.getAddress().getHostAddress() + ":" + address.getPort();
        String other = address.getPort() == ANY_FREE_PORT ? null : wanted.putIfAbsent(address, what);
        if (other != null) {
            problems.add(where, what + ": " + shown + " is that of " + other + " too", "Give it another port");
        } else if (!ours.contains(address.getPort())) {
            try {
                bind(address);
            } catch (IOException e) {
                problems.add(where, what + ": cannot listen on " + shown + ": " + e.getMessage(), HINT);
            }
        }
    }

    private static void bind(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }
}
