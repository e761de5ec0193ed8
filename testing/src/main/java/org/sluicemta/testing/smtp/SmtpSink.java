package org.sluicemta.testing.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.sluicemta.testing.event.Arrivals;

/**
 * An SMTP server that plays a remote site. It accepts every message, keeps it for the test to look at, and fails where
 * its {@link SinkScript} says so. Each connection has a virtual thread. Every wait is for an event, and fails with a
 * {@link org.sluicemta.testing.event.NotArrivedException} that says what arrived instead.
 *
 * {@snippet :
 * try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withAddresses("127.0.0.10", "127.0.0.11"))) {
 *     sink.script(SinkScript.of(SinkRule.at(SinkPhase.RCPT).first(2).answer(451, "4.3.2 Later")));
 *     ReceivedMessage message = sink.awaitMessage(m -> m.isFor("anna@example.org"), Duration.ofSeconds(10));
 * }
 * }
 */
public final class SmtpSink implements AutoCloseable {
    private final SinkOptions options;
    private final List<ServerSocket> listeners;
    private final SSLContext tls;
    private final MessageLog log;
    private final SinkMeter meter = new SinkMeter();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Consumer<ReceivedMessage>> consumers = new CopyOnWriteArrayList<>();
    private final Arrivals<Throwable> failures = new Arrivals<>("failures", 100);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sink-", 0).factory());
    private volatile ScriptRun script = new ScriptRun(SinkScript.acceptAll());

    private SmtpSink(SinkOptions options, List<ServerSocket> listeners) {
        this.options = options;
        this.listeners = listeners;
        this.tls = options.certificate().serverContext();
        this.log = new MessageLog(options.keptMessages(), options.keptContentBytes());
    }

    /** A sink on 127.0.0.1 and a free port. */
    public static SmtpSink start() {
        return start(SinkOptions.onLoopback());
    }

    /**
     * Binds all addresses and starts listening.
     *
     * @throws UncheckedIOException if an address or the port can't be bound
     */
    public static SmtpSink start(SinkOptions options) {
        SmtpSink sink = new SmtpSink(options, SamePort.bind(options.addresses(), options.port()));
        sink.listeners.forEach(listener -> sink.threads.execute(() -> sink.listen(listener)));
        return sink;
    }

    /** The port of all its addresses. */
    public int port() {
        return listeners.getFirst().getLocalPort();
    }

    /** The first of its addresses. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listeners.getFirst().getLocalSocketAddress();
    }

    /** The name it greets with. */
    public String hostName() {
        return options.hostName();
    }

    /** Follows this script from the next command on. Occasions are counted from 0 again. */
    public void script(SinkScript next) {
        script = new ScriptRun(next);
    }

    /** Calls {@code consumer} with each message on its own thread, after the message was recorded. */
    public void onMessage(Consumer<ReceivedMessage> consumer) {
        consumers.add(consumer);
    }

    /** The messages kept, oldest first. */
    public List<ReceivedMessage> messages() {
        return unwrap(log.arrivals().all());
    }

    /** Waits until this many messages have arrived since the start or the last {@link #forgetMessages()}. */
    public List<ReceivedMessage> awaitMessages(int count, Duration timeout) {
        return unwrap(log.arrivals().await(count, timeout));
    }

    /** Waits until this many of the kept messages match, and returns them. */
    public List<ReceivedMessage> awaitMessages(Predicate<ReceivedMessage> wanted, int count, Duration timeout) {
        return unwrap(log.arrivals().await(slot -> wanted.test(slot.message()), count, timeout));
    }

    /** Waits for a message that matches. */
    public ReceivedMessage awaitMessage(Predicate<ReceivedMessage> wanted, Duration timeout) {
        return awaitMessages(wanted, 1, timeout).getFirst();
    }

    /** Drops all kept messages and counts them from 0 again; {@link #counts()} isn't reset. */
    public void forgetMessages() {
        log.clear();
    }

    /** The counts so far. */
    public SinkCounts counts() {
        return meter.counts();
    }

    /** Waits until the counts match, e.g. until a command was received or all connections are closed. */
    public SinkCounts awaitCounts(Predicate<SinkCounts> wanted, Duration timeout) {
        return meter.await(wanted, timeout);
    }

    /** Closes every open connection, as a restarting server does, and keeps listening. */
    public void dropConnections() {
        open.forEach(SmtpSink::closeQuietly);
    }

    private static List<ReceivedMessage> unwrap(List<MessageLog.ReceivedMessageSlot> slots) {
        return slots.stream().map(MessageLog.ReceivedMessageSlot::message).toList();
    }

    private void listen(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    failures.add(e);
                }
            }
        }
    }

    private void admit(Socket socket) {
        open.add(socket);
        try {
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException e) {
            closeQuietly(socket); // closed in the meantime
        }
    }

    private void serve(Socket socket) {
        String peer = socket.getInetAddress().getHostAddress();
        int number = meter.opened(peer);
        try (SinkWire wire = new SinkWire(socket, options.idleTimeout(), closed)) {
            if (options.implicitTls()) {
                wire.startTls(tls);
            }
            SinkAnswers answers = new SinkAnswers(wire, context -> script.faultAt(context));
            SinkState state = new SinkState(wire, number, options.implicitTls());
            new SinkSession(options, tls, wire, answers, state, meter, this::take).talk();
        } catch (IOException e) {
            // The client disconnected or the script ended the session, which is what a sink is for.
        } catch (RuntimeException e) {
            failures.add(e);
        } finally {
            open.remove(socket);
            closeQuietly(socket);
            meter.closed(peer);
        }
    }

    private void take(ReceivedMessage received) {
        meter.message(received.size());
        ReceivedMessage kept = log.add(received);
        for (Consumer<ReceivedMessage> consumer : consumers) {
            threads.execute(() -> tell(consumer, kept.hasContent() ? kept : received));
        }
    }

    private void tell(Consumer<ReceivedMessage> consumer, ReceivedMessage message) {
        try {
            consumer.accept(message);
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    /**
     * Stops listening and closes all connections.
     *
     * @throws IllegalStateException if a consumer or the sink itself has failed; the causes are its suppressed
     *     exceptions
     */
    @Override
    public void close() {
        closed.countDown();
        listeners.forEach(SmtpSink::closeQuietly);
        threads.shutdown();
        dropConnections();
        firstFailure().ifPresent(failure -> {
            throw failure;
        });
    }

    /** Waits until a consumer or the sink itself has failed. */
    Throwable awaitFailure(Duration timeout) {
        return failures.await(1, timeout).getFirst();
    }

    private Optional<IllegalStateException> firstFailure() {
        if (failures.total() == 0) {
            return Optional.empty();
        }
        IllegalStateException failure = new IllegalStateException(failures.total() + " failures in the sink");
        failures.all().forEach(failure::addSuppressed);
        return Optional.of(failure);
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket could not be closed", e);
        }
    }
}
