package org.sluicemta.testing.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Binds several addresses to one port. */
final class SamePort {
    private static final int BACKLOG = 1024;
    private static final int ATTEMPTS = 20;

    private SamePort() {}

    /** Listening sockets, one per address. Port 0 means any port that is free on all of them. */
    static List<ServerSocket> bind(List<String> addresses, int port) {
        IOException last = new IOException("never tried");
        for (int attempt = 0; attempt < (port == 0 ? ATTEMPTS : 1); attempt++) {
            try {
                return bindAll(addresses, port);
            } catch (IOException e) {
                last = e; // the port is free on the first address but in use on another: try the next one
            }
        }
        throw new UncheckedIOException("cannot listen on " + addresses + " port " + port, last);
    }

    private static List<ServerSocket> bindAll(List<String> addresses, int port) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (String address : addresses) {
                int wanted = sockets.isEmpty() ? port : sockets.getFirst().getLocalPort();
                ServerSocket socket = new ServerSocket();
                sockets.add(socket);
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName(address), wanted), BACKLOG);
            }
            return sockets;
        } catch (IOException e) {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            throw e;
        }
    }
}
