package org.sluicemta.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A TCP port on loopback for a server that must be told its port before it starts. Linux gives it to nobody who asks for
 * any port until this is closed, and lets a server that asks for it listen there, as often as it starts. While nobody
 * listens, connections are refused.
 */
public final class FreePort implements AutoCloseable {
    /** Bound and not listening: so it doesn't stand in the way of a server, all of which reuse addresses. */
    private final Socket reservation;

    private FreePort(Socket reservation) {
        this.reservation = reservation;
    }

    public static FreePort onLoopback() throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new FreePort(socket);
    }

    public int number() {
        return reservation.getLocalPort();
    }

    @Override
    public void close() {
        try {
            reservation.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
