package org.sluicemta.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sluicemta.testing.tls.TestCertificate;

/**
 * Sends loads and prints a line for each: messages accepted in a second, p50 and p99 of the reply to the end of DATA in
 * milliseconds, and how many were not accepted. Commands are not pipelined, as most clients do it.
 */
public final class SmtpLoad {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final InetSocketAddress server;
    private final boolean tls;
    /** One for all, so that sessions are resumed as a client would. */
    private final SSLContext trust = TestCertificate.trustAnything();

    private final boolean reconnect;
    private final int rate;
    private final int domains;
    private final boolean endToEnd;
    private final byte[] message;
    private final long[] sent;
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final long start = System.nanoTime();

    private SmtpLoad(InetSocketAddress server, List<String> flags, int messages, int size) {
        this.server = server;
        this.tls = flags.contains("--tls");
        this.reconnect = flags.contains("--reconnect");
        this.rate = number(flags, "--rate=");
        this.domains = number(flags, "--domains=");
        this.nanos = new long[messages];
        this.sent = new long[messages];
        this.endToEnd = flags.contains("--end-to-end");
        this.message = message(size, flags.contains("--bulk") ? "Precedence: bulk\r\n" : "");
    }

    /**
     * Reads loads from standard input, one a line: port, sessions, messages, size, and any of {@code --tls --reconnect
     * --bulk --end-to-end --rate=N --idle=N --domains=N}; with domains, recipients are in those of {@link HalfDead}. With
     * {@code --end-to-end} the line says how long messages took from their last octet here to their last octet in the sink.
     * One process sends them all, so that what is measured is not the generator's own warm-up.
     *
     * @param sink port of a sink to be made, or nothing
     */
    public static void main(String[] sink) throws Exception {
        @Nullable TimedSink arrivals = sink.length == 0 ? null : new TimedSink(Integer.parseInt(sink[0]));
        BufferedReader loads = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = loads.readLine(); line != null; line = loads.readLine()) {
            if (arrivals != null && line.equals("sunk")) {
                System.out.println(arrivals.messages());
            } else {
                send(List.of(line.trim().split(" +")), arrivals);
            }
        }
    }

    private static void send(List<String> words, @Nullable TimedSink arrivals)
            throws IOException, InterruptedException {
        List<String> flags = words.subList(4, words.size());
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(words.get(0)));
        List<Socket> idle = new ArrayList<>();
        for (int i = number(flags, "--idle="); i > 0; i--) {
            idle.add(greeted(server));
        }
        SmtpLoad load = new SmtpLoad(server, flags, Integer.parseInt(words.get(2)), Integer.parseInt(words.get(3)));
        String figures = load.run(Integer.parseInt(words.get(1)));
        if (flags.contains("--end-to-end")) {
            figures += load.endToEnd(Objects.requireNonNull(arrivals, "--end-to-end needs the port of a sink"));
        }
        for (Socket one : idle) {
            one.getOutputStream().write("NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
            if (one.getInputStream().read() != '2') {
                throw new IOException("an idle session did not survive");
            }
            one.close();
        }
        System.out.println(figures);
    }

    private static int number(List<String> flags, String name) {
        return flags.stream()
                .filter(flag -> flag.startsWith(name))
                .map(flag -> Integer.parseInt(flag.substring(name.length())))
                .findFirst()
                .orElse(0);
    }

    private static Socket greeted(InetSocketAddress server) throws IOException {
        Socket socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        int octet = socket.getInputStream().read();
        while (octet >= 0 && octet != '\n') {
            octet = socket.getInputStream().read();
        }
        return socket;
    }

    private static byte[] message(int size, String field) {
        String head =
                field + "From: <from@bench.example.test>\r\nTo: <rcpt@dest.example.test>\r\nSubject: load\r\n\r\n";
        StringBuilder text = new StringBuilder(size + 80).append(head);
        while (text.length() < size) {
            text.append("x".repeat(Math.min(76, Math.max(1, size - text.length() - 2))))
                    .append("\r\n");
        }
        return text.append(".\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Waits a minute for what is on its way. */
    private String endToEnd(TimedSink sink) throws InterruptedException {
        long[] took = new long[sent.length];
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        int missing = 0;
        for (int i = 0; i < sent.length; i++) {
            Long arrival = sink.arrived(name(i));
            while (arrival == null && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(5);
                arrival = sink.arrived(name(i));
            }
            if (arrival == null) {
                missing++;
            } else {
                took[i] = Math.max(1, arrival - sent[i]);
            }
        }
        long[] sorted = Arrays.stream(took).filter(one -> one > 0).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "; end to end p50 %.1f ms p99 %.1f ms longest %.1f ms missing %d",
                percentile(sorted, 50),
                percentile(sorted, 99),
                percentile(sorted, 100),
                missing);
    }

    private String name(int message) {
        return start + "-" + message;
    }

    private String run(int sessions) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(sessions);
        for (int i = 0; i < sessions; i++) {
            Thread.ofVirtual().start(() -> {
                session();
                done.countDown();
            });
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        int accepted = nanos.length - refused.get();
        long[] sorted = Arrays.stream(nanos).filter(took -> took > 0).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%.0f/s p50 %.2f ms p99 %.2f ms refused %d",
                accepted / seconds,
                percentile(sorted, 50),
                percentile(sorted, 99),
                refused.get());
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1L) * percent / 100)] / 1e6;
    }

    private void session() {
        int mine = next.getAndIncrement();
        while (mine < nanos.length) {
            try (Session session = new Session()) {
                do {
                    pace(mine);
                    session.send(mine);
                    mine = next.getAndIncrement();
                } while (!reconnect && mine < nanos.length);
            } catch (IOException e) {
                refused.incrementAndGet();
                System.err.println("a session ended: " + e);
                mine = next.getAndIncrement();
            }
        }
    }

    private void pace(int message) {
        if (rate > 0) {
            long due = start + TimeUnit.SECONDS.toNanos(1) * message / rate;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private final class Session implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Session() throws IOException {
            socket = tls
                    ? trust.getSocketFactory().createSocket(server.getAddress(), server.getPort())
                    : new Socket(server.getAddress(), server.getPort());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            expect('2');
            say("EHLO bench.example.test", '2');
        }

        void send(int number) throws IOException {
            say("MAIL FROM:<from@bench.example.test>", '2');
            say("RCPT TO:<rcpt@" + domain(number) + ">", '2');
            say("DATA", '3');
            if (endToEnd) {
                out.write(("X-Bench: " + name(number) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            long before = System.nanoTime();
            out.write(message);
            sent[number] = System.nanoTime();
            expect('2');
            nanos[number] = System.nanoTime() - before;
        }

        private String domain(int number) {
            return domains == 0 ? "dest.example.test" : "d" + number % domains + ".bench.test";
        }

        private void say(String line, char expected) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            expect(expected);
        }

        private void expect(char first) throws IOException {
            StringBuilder line = new StringBuilder();
            do {
                line.setLength(0);
                for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                    if (octet < 0) {
                        throw new IOException("closed by the server");
                    }
                    line.append((char) octet);
                }
            } while (line.length() > 3 && line.charAt(3) == '-');
            if (line.charAt(0) != first) {
                throw new IOException(line.toString());
            }
        }

        @Override
        public void close() throws IOException {
            out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.close();
        }
    }
}
