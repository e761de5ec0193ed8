package org.sluicemta.testing.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A UDP and a TCP socket on the same port, each request served on a virtual thread. */
final class DnsSockets implements AutoCloseable {
    private static final int ATTEMPTS = 20;
    private static final int BACKLOG = 128;
    private static final int MAX_MESSAGE = 65_535;
    private static final int TCP_IDLE_MILLIS = 10_000;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final DnsResponder responder;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private DnsSockets(DatagramSocket udp, ServerSocket tcp, DnsResponder responder) {
        this.udp = udp;
        this.tcp = tcp;
        this.responder = responder;
    }

    static DnsSockets open(InetAddress address, int port, DnsResponder responder) {
        IOException last = new IOException("never tried");
        for (int attempt = 0; attempt < (port == 0 ? ATTEMPTS : 1); attempt++) {
            try {
                DnsSockets sockets = bind(address, port, responder);
                Thread.ofVirtual().name("dns-udp").start(sockets::serveUdp);
                Thread.ofVirtual().name("dns-tcp").start(sockets::serveTcp);
                return sockets;
            } catch (IOException e) {
                last = e; // the port is free for UDP but not for TCP: take the next one
            }
        }
        throw new UncheckedIOException("cannot serve DNS on " + address.getHostAddress() + " port " + port, last);
    }

    private static DnsSockets bind(InetAddress address, int port, DnsResponder responder) throws IOException {
        DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, port));
        try {
            return new DnsSockets(udp, new ServerSocket(udp.getLocalPort(), BACKLOG, address), responder);
        } catch (IOException e) {
            udp.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    private void serveUdp() {
        byte[] buffer = new byte[MAX_MESSAGE];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                Optional<byte[]> answer = responder.respond(Arrays.copyOf(buffer, packet.getLength()), false);
                if (answer.isPresent()) {
                    udp.send(new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // The client repeats a lost datagram; a closed socket ends the loop.
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                open.add(socket);
                Thread.ofVirtual().name("dns-tcp-client").start(() -> serve(socket));
            } catch (IOException e) {
                // Nobody connected after all, or the socket was closed, which ends the loop.
            }
        }
    }

    // RFC 7766 section 6.2.1: a client may ask several questions over one connection.
    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(TCP_IDLE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                byte[] answer = responder.respond(question, true).orElseThrow(() -> new EOFException("silence"));
                out.write(new byte[] {(byte) (answer.length >> 8), (byte) answer.length});
                out.write(answer);
                out.flush();
            }
        } catch (IOException e) {
            // The client has what it wanted, or should get no answer.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
