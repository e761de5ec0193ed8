package org.sluicemta.testing.smtp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sluicemta.testing.tls.TestCertificate;

/**
 * How a sink is configured. Start with {@link #onLoopback()} and change what matters. Each change returns a new object.
 */
public final class SinkOptions {
    private static final int MEBIBYTE = 1 << 20;

    // Written only by with(), on a copy that nobody else has seen yet.
    private List<String> addresses = List.of("127.0.0.1");
    private int port;
    private String hostName = "sink.example";
    private Set<SinkExtension> extensions = SinkExtension.usual();
    private long maxMessageBytes = 64 * MEBIBYTE;
    private Map<String, String> credentials = Map.of();
    private boolean implicitTls;
    private Optional<TestCertificate> certificate = Optional.empty();
    private Duration idleTimeout = Duration.ofMinutes(5);
    private int keptMessages = 100_000;
    private long keptContentBytes = 128 * MEBIBYTE;
    private InstantSource clock = InstantSource.system();

    private SinkOptions() {}

    /** 127.0.0.1, a free port, the usual extensions, 100,000 envelopes and 128 MiB of content kept. */
    public static SinkOptions onLoopback() {
        return new SinkOptions();
    }

    private SinkOptions with(Consumer<SinkOptions> change) {
        SinkOptions copy = new SinkOptions();
        copy.addresses = addresses;
        copy.port = port;
        copy.hostName = hostName;
        copy.extensions = extensions;
        copy.maxMessageBytes = maxMessageBytes;
        copy.credentials = credentials;
        copy.implicitTls = implicitTls;
        copy.certificate = certificate;
        copy.idleTimeout = idleTimeout;
        copy.keptMessages = keptMessages;
        copy.keptContentBytes = keptContentBytes;
        copy.clock = clock;
        change.accept(copy);
        return copy;
    }

    /** Listens on these local addresses, all on the same port. */
    public SinkOptions withAddresses(String... these) {
        if (these.length == 0) {
            throw new IllegalArgumentException("a sink needs at least one address to listen on");
        }
        return with(copy -> copy.addresses = List.of(these));
    }

    /** Listens on this port; 0 takes a free one. */
    public SinkOptions withPort(int number) {
        return with(copy -> copy.port = number);
    }

    /** Greets with this name. */
    public SinkOptions withHostName(String name) {
        return with(copy -> copy.hostName = name);
    }

    /** Offers exactly these. */
    public SinkOptions withExtensions(Set<SinkExtension> these) {
        return with(copy -> copy.extensions = Set.copyOf(these));
    }

    /** Offers these as well. */
    public SinkOptions with(SinkExtension... these) {
        Set<SinkExtension> more = EnumSet.copyOf(List.of(these));
        more.addAll(extensions);
        return withExtensions(more);
    }

    /** No longer offers these. */
    public SinkOptions without(SinkExtension... these) {
        Set<SinkExtension> rest = EnumSet.noneOf(SinkExtension.class);
        rest.addAll(extensions);
        List.of(these).forEach(rest::remove);
        return withExtensions(rest);
    }

    /** Offers AUTH, requires it before MAIL (530 5.7.0 without it), and accepts only this user. */
    public SinkOptions withCredentials(String user, String password) {
        return with(SinkExtension.AUTH).with(copy -> copy.credentials = Map.of(user, password));
    }

    /** Refuses larger messages with 552 5.3.4. */
    public SinkOptions withMaxMessageBytes(long bytes) {
        return with(copy -> copy.maxMessageBytes = bytes);
    }

    /** Speaks TLS from the first byte, as on port 465. */
    public SinkOptions withImplicitTls() {
        return with(copy -> copy.implicitTls = true);
    }

    /** Shows this certificate; otherwise one is made for the host name. */
    public SinkOptions withCertificate(TestCertificate shown) {
        return with(copy -> copy.certificate = Optional.of(shown));
    }

    /** Sends a 421 to a client that has been silent for this long. */
    public SinkOptions withIdleTimeout(Duration time) {
        return with(copy -> copy.idleTimeout = time);
    }

    /** Keeps at most this many envelopes and, of the newest, this many bytes of content; 0 keeps envelopes only. */
    public SinkOptions withRetention(int messages, long contentBytes) {
        return with(copy -> {
            copy.keptMessages = messages;
            copy.keptContentBytes = contentBytes;
        });
    }

    /** Stamps messages with this clock. */
    public SinkOptions withClock(InstantSource source) {
        return with(copy -> copy.clock = source);
    }

    /** Whether EHLO offers it. */
    public boolean offers(SinkExtension extension) {
        return extensions.contains(extension);
    }

    List<String> addresses() {
        return addresses;
    }

    int port() {
        return port;
    }

    String hostName() {
        return hostName;
    }

    long maxMessageBytes() {
        return maxMessageBytes;
    }

    Map<String, String> credentials() {
        return credentials;
    }

    boolean implicitTls() {
        return implicitTls;
    }

    TestCertificate certificate() {
        return certificate.orElseGet(() -> TestCertificate.selfSigned(clock.instant(), hostName));
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    int keptMessages() {
        return keptMessages;
    }

    long keptContentBytes() {
        return keptContentBytes;
    }

    InstantSource clock() {
        return clock;
    }
}
