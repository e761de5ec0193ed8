package org.sluicemta.testing.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A TCP port for a server that must be told its port before it starts. */
public final class FreePort {
    private FreePort() {}

    /** A port on loopback that was free a moment ago. */
    public static int onLoopback() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
