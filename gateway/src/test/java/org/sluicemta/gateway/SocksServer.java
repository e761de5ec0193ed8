package org.sluicemta.gateway;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A SOCKS5 server that does what a test says, RFC 1928 and RFC 1929. */
final class SocksServer implements Closeable {
    /** What it does. */
    enum Manner {
        SERVES,
        ASKS_FOR_PASSWORD,
        REFUSES_PASSWORD,
        TAKES_NO_METHOD,
        HANGS_UP,
        TALKS_SMTP,
        IS_SILENT,
        CANNOT_REACH,
        DOES_NOT_ALLOW,
        HANGS_UP_LATER,
        CONNECTS_FOR_EVER
    }

    private static final int VERSION = 5;

    private final ServerSocket socket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** User and password, with a colon between. */
    final Queue<String> credentials = new ConcurrentLinkedQueue<>();
    /** Where it connected to. */
    final Queue<InetSocketAddress> targets = new ConcurrentLinkedQueue<>();

    volatile Manner manner = Manner.SERVES;

    SocksServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            DataInputStream in = new DataInputStream(client.getInputStream());
            Socket target = greet(in, client) ? connect(in, client) : null;
            if (target == null) {
                if (manner != Manner.IS_SILENT && manner != Manner.CONNECTS_FOR_EVER) {
                    client.close();
                }
                return;
            }
            Thread.startVirtualThread(() -> pump(client, target));
            pump(target, client);
        } catch (IOException e) {
            close(client);
        }
    }

    private boolean greet(DataInputStream in, Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        in.readUnsignedByte();
        in.readNBytes(in.readUnsignedByte());
        switch (manner) {
            case HANGS_UP, IS_SILENT -> {
                return false;
            }
            case TALKS_SMTP -> {
                out.write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                return false;
            }
            case TAKES_NO_METHOD -> {
                out.write(new byte[] {VERSION, (byte) 0xFF});
                return false;
            }
            case ASKS_FOR_PASSWORD, REFUSES_PASSWORD -> {
                out.write(new byte[] {VERSION, 2});
                in.readUnsignedByte();
                String user = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
                credentials.add(user + ":" + new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8));
                out.write(new byte[] {1, (byte) (manner == Manner.REFUSES_PASSWORD ? 1 : 0)});
                return manner == Manner.ASKS_FOR_PASSWORD;
            }
            default -> {
                out.write(new byte[] {VERSION, 0});
                return true;
            }
        }
    }

    private @Nullable Socket connect(DataInputStream in, Socket client) throws IOException {
        in.readNBytes(3);
        int octets = in.readUnsignedByte() == 1 ? 4 : 16;
        InetSocketAddress where =
                new InetSocketAddress(InetAddress.getByAddress(in.readNBytes(octets)), in.readUnsignedShort());
        targets.add(where);
        Socket target = null;
        int reply = switch (manner) {
            case CANNOT_REACH -> 4;
            case DOES_NOT_ALLOW -> 2;
            default -> 0;
        };
        if (manner == Manner.HANGS_UP_LATER || manner == Manner.CONNECTS_FOR_EVER) {
            return null;
        }
        if (reply == 0) {
            target = new Socket(where.getAddress(), where.getPort());
            open.add(target);
        }
        client.getOutputStream().write(new byte[] {VERSION, (byte) reply, 0, 1, 127, 0, 0, 1, 0, 0});
        return target;
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(socket);
        open.forEach(SocksServer::close);
    }
}
