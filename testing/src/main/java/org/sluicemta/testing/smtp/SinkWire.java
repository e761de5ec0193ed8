package org.sluicemta.testing.smtp;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The bytes of one connection. Replies are buffered and sent before waiting for the client's next bytes, so a pipelined
 * group of commands gets its replies in one segment (RFC 2920 section 3.2).
 */
final class SinkWire implements Closeable {
    private static final int BUFFER = 16 * 1024;
    private static final int MAX_LINE = 64 * 1024;

    private final CountDownLatch sinkClosed;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int limit;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    SinkWire(Socket socket, Duration idleTimeout, CountDownLatch sinkClosed) throws IOException {
        this.socket = socket;
        this.sinkClosed = sinkClosed;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Math.min(idleTimeout.toMillis(), Integer.MAX_VALUE));
        this.in = socket.getInputStream();
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    InetSocketAddress peer() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** The next byte, or -1 at the end of the stream. */
    int read() throws IOException {
        if (next == limit) {
            out.flush();
            limit = Math.max(in.read(buffer, 0, BUFFER), 0);
            next = 0;
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[next++] & 0xff;
    }

    /**
     * One line without its CRLF. A lone LF ends it, too: judging what a client sends is up to the server under test.
     */
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int c = read();
        while (c != '\n') {
            if (c < 0) {
                throw new EOFException("the client closed the connection");
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a command line of more than " + MAX_LINE + " bytes");
            }
            line.write(c);
            c = read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Sends each byte alone, after a pause. */
    void drip(byte[] bytes, Duration pause) throws IOException {
        out.flush();
        for (byte b : bytes) {
            pause(pause);
            out.write(b);
            out.flush();
        }
    }

    /** Waits, or fails immediately if the sink is closed in the meantime. */
    void pause(Duration time) throws IOException {
        try {
            if (sinkClosed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new EOFException("the sink was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EOFException("interrupted");
        }
    }

    /** Reads and discards until the client closes. */
    void drain() throws IOException {
        socket.setSoTimeout(0);
        while (read() >= 0) {
            // Only the end matters.
        }
    }

    /** Reads nothing more until the sink is closed, so that the client's window fills up. */
    void hang() throws IOException {
        out.flush();
        pause(Duration.ofDays(365));
    }

    /** Does the TLS handshake. Plain text that was read ahead is dropped: RFC 3207 section 4.2, CVE-2011-0411. */
    void startTls(SSLContext context) throws IOException {
        out.flush();
        next = 0;
        limit = 0;
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        secured.startHandshake();
        socket = secured;
        in = secured.getInputStream();
        out = new BufferedOutputStream(secured.getOutputStream(), BUFFER);
    }

    /** Closes with a reset instead of a FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        try {
            out.flush();
        } finally {
            socket.close();
        }
    }
}
