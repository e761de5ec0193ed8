package org.sluicemta.testing.smtp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.sluicemta.testing.tls.TestCertificate;

/**
 * A blocking SMTP client for tests of servers that sends exactly the bytes it is given. It enforces no rules: order,
 * line ends and dots are up to the caller. Only {@link #deliver} is a well-behaved delivery.
 */
public final class SmtpClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_LINE = 64 * 1024;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final List<String> talk = new ArrayList<>();

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Connects without reading or writing anything. A read that takes longer than 30 s fails. */
    public static SmtpClient connect(InetSocketAddress server) throws IOException {
        return connect(server, Optional.empty());
    }

    /** Connects from a chosen local address. */
    public static SmtpClient connect(InetSocketAddress server, Optional<InetAddress> from) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        if (from.isPresent()) {
            socket.bind(new InetSocketAddress(from.get(), 0));
        }
        socket.connect(server, (int) PATIENCE.toMillis());
        return new SmtpClient(socket);
    }

    /** Gives up reading after this time instead of 30 s. */
    public void setPatience(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
    }

    /** Sends these bytes unchanged, in one write. */
    public void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /**
     * Sends these bytes in several writes.
     *
     * @param splitPoints indices, ascending, each the first byte of a new write
     */
    public void sendSplit(byte[] bytes, int... splitPoints) throws IOException {
        int from = 0;
        for (int point : splitPoints) {
            out.write(bytes, from, point - from);
            out.flush();
            from = point;
        }
        out.write(bytes, from, bytes.length - from);
        out.flush();
    }

    /** Sends lines in one write, adding CRLF to each. Several lines are a pipelined group. */
    public void send(String... lines) throws IOException {
        StringBuilder group = new StringBuilder();
        for (String line : lines) {
            group.append(line).append("\r\n");
            talk.add("C: " + line);
        }
        sendRaw(group.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one line and reads its reply. */
    public WireReply command(String line) throws IOException {
        send(line);
        return readReply();
    }

    /**
     * Reads one reply.
     *
     * @throws EOFException if the server closes first
     * @throws SmtpTalkException if what arrives isn't a reply
     */
    public WireReply readReply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = readLine();
            if (!line.matches("(?s)[2-5]\\d\\d([ -].*)?")) {
                throw new SmtpTalkException("not a reply line: \"" + line + "\"", talk);
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new WireReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }

    /** Reads one reply that must have this code. */
    public WireReply expect(int code) throws IOException {
        WireReply reply = readReply();
        if (reply.code() != code) {
            throw new SmtpTalkException("expected " + code + ", got " + reply, talk);
        }
        return reply;
    }

    /** Sends one line and reads a reply that must have this code. */
    public WireReply expect(int code, String line) throws IOException {
        send(line);
        return expect(code);
    }

    /** Reads one line without its CRLF. */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c != '\n') {
            if (c < 0) {
                throw new EOFException("the server closed the connection; the talk was:\n" + String.join("\n", talk));
            }
            if (line.size() == MAX_LINE) {
                throw new SmtpTalkException("a reply line of more than " + MAX_LINE + " bytes", talk);
            }
            line.write(c);
            c = in.read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        String bare = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        talk.add("S: " + bare);
        return bare;
    }

    /** Whether the server has closed. Waits for a byte or the end; a byte that arrives is lost. */
    public boolean isClosedByServer() throws IOException {
        return in.read() < 0;
    }

    /** Sends STARTTLS, expects 220, and does the handshake, trusting anything. */
    public SSLSession startTls() throws IOException {
        expect(220, "STARTTLS");
        return handshake(TestCertificate.trustAnything());
    }

    /** Does a TLS handshake immediately, as on port 465 or after a STARTTLS sent by hand. */
    public SSLSession handshake(SSLContext context) throws IOException {
        return handshake(context, ((InetSocketAddress) socket.getRemoteSocketAddress()).getHostString());
    }

    /** The same, asking for this host (SNI). */
    public SSLSession handshake(SSLContext context, String hostName) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, hostName, socket.getPort(), true);
        secured.startHandshake();
        socket = secured;
        in = secured.getInputStream();
        out = secured.getOutputStream();
        talk.add("   (TLS)");
        return secured.getSession();
    }

    /** Sends AUTH PLAIN with these credentials. */
    /** Sends one KeyUpdate that asks for another, RFC 8446 section 4.6.3: what JSSE turns a second handshake into. */
    public void updateKeys() throws IOException {
        ((SSLSocket) socket).startHandshake();
    }

    public WireReply authPlain(String user, String password) throws IOException {
        byte[] response = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
        send("AUTH PLAIN " + Base64.getEncoder().encodeToString(response));
        talk.set(talk.size() - 1, "C: AUTH PLAIN [REDACTED]");
        return readReply();
    }

    /**
     * Does MAIL, RCPT and DATA; the greeting and EHLO must have been exchanged.
     *
     * @param message with CRLF line ends; dots are doubled here
     * @return the first negative reply, or else the one to the final dot
     */
    public WireReply deliver(String mailFrom, List<String> recipients, byte[] message) throws IOException {
        WireReply reply = command("MAIL FROM:<" + mailFrom + ">");
        for (String recipient : recipients) {
            reply = reply.isPositive() ? command("RCPT TO:<" + recipient + ">") : reply;
        }
        reply = reply.isPositive() ? command("DATA") : reply;
        if (!reply.isPositive()) {
            return reply;
        }
        sendRaw(dotStuffed(message));
        return readReply();
    }

    /** A whole session that delivers one message: greeting, EHLO, delivery, QUIT. */
    public static WireReply deliverTo(
            InetSocketAddress server, String heloName, String mailFrom, List<String> recipients, byte[] message)
            throws IOException {
        try (SmtpClient client = connect(server)) {
            client.expect(220);
            client.expect(250, "EHLO " + heloName);
            WireReply reply = client.deliver(mailFrom, recipients, message);
            client.command("QUIT");
            return reply;
        }
    }

    /** A message as DATA requires it: with dots doubled at line starts, ended by CRLF.CRLF (RFC 5321 section 4.5.2). */
    public static byte[] dotStuffed(byte[] message) {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(message.length + 64);
        boolean lineStart = true;
        byte previous = 0;
        for (byte b : message) {
            if (lineStart && b == '.') {
                stuffed.write('.');
            }
            stuffed.write(b);
            lineStart = previous == '\r' && b == '\n';
            previous = b;
        }
        stuffed.writeBytes((lineStart ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        return stuffed.toByteArray();
    }

    /** The local end of the connection. */
    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** The lines exchanged so far, {@code C: } and {@code S: }, without raw sends. */
    public List<String> talk() {
        return List.copyOf(talk);
    }

    /** Adds a line to the talk shown by {@link #talk()}. */
    void note(String line) {
        talk.add(line);
    }

    /** Closes with a TCP reset, as a crashing client does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
