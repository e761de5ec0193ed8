package org.sluicemta.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes all mail, and notes when the last octet of a message with the field {@code X-Bench} arrived. It lives
 * in the generator's process, so that both read one clock.
 */
final class TimedSink implements AutoCloseable {
    private static final String FIELD = "X-Bench: ";

    private final ServerSocket listening;
    private final ConcurrentHashMap<String, Long> arrived = new ConcurrentHashMap<>();
    private final AtomicLong messages = new AtomicLong();

    TimedSink(int port) throws IOException {
        listening = new ServerSocket(port, 2_000, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("sink").start(this::accept);
    }

    /** When it arrived by {@link System#nanoTime}, the first time; null when it has not. */
    @Nullable
    Long arrived(String name) {
        return arrived.get(name);
    }

    /** All mail, with the field and without. */
    long messages() {
        return messages.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                System.err.println("the sink ended: " + e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            new Session(client).run();
        } catch (EOFException e) {
            // The client has gone without QUIT, as it may.
        } catch (IOException e) {
            System.err.println("a session of the sink ended: " + e);
        }
    }

    private final class Session {
        private final InputStream in;
        private final OutputStream out;
        private final StringBuilder line = new StringBuilder();

        Session(Socket client) throws IOException {
            in = new BufferedInputStream(client.getInputStream(), 65_536);
            out = new BufferedOutputStream(client.getOutputStream());
        }

        void run() throws IOException {
            say("220 sink.bench.test ESMTP");
            for (String command = read(); !command.startsWith("QUIT"); command = read()) {
                if (command.startsWith("EHLO")) {
                    say("250-sink.bench.test\r\n250-PIPELINING\r\n250 8BITMIME");
                } else if (command.startsWith("DATA")) {
                    say("354 Go on");
                    takeContent();
                    say("250 2.0.0 Ok");
                } else {
                    say("250 2.0.0 Ok");
                }
            }
            say("221 2.0.0 Bye");
            out.flush();
        }

        private void takeContent() throws IOException {
            String name = null;
            String read = read();
            while (!read.equals(".")) {
                if (name == null && read.startsWith(FIELD)) {
                    name = read.substring(FIELD.length());
                }
                read = read();
            }
            if (name != null) {
                arrived.putIfAbsent(name, System.nanoTime());
            }
            messages.incrementAndGet();
        }

        private String read() throws IOException {
            if (in.available() == 0) {
                out.flush();
            }
            line.setLength(0);
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException();
                }
                line.append((char) octet);
            }
            line.setLength(Math.max(0, line.length() - 1));
            return line.toString();
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
