package org.sluicemta.gateway.sts;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.gateway.dns.AddressAnswer;
import org.sluicemta.gateway.dns.MxResolver;

/**
 * Fetches policies over HTTPS, RFC 8461 section 3.3: from a host with a valid certificate, without following redirects.
 * The host's addresses come from the same DNS servers as everything else, and must be ones that mail may go to, so no
 * domain can direct a fetch to a private network. Never blocks. Thread-safe.
 */
final class PolicyFetch {
    /** From the question to DNS to the last octet. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final int MOST_OCTETS = 65_536;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int MOST_ADDRESSES = 3;
    private static final int MOST_FETCHES = 30;
    private static final int MOST_WAITING = 10_000;

    /** How a fetch ended. */
    sealed interface Answer {
        record Text(String text) implements Answer {}

        record Failed(TlsFailure failure, String text) implements Answer {}
    }

    private final EventLoopGroup loops;
    private final MxResolver resolver;
    private final Predicate<InetAddress> mayReach;
    private final SslContext validCertificate;
    private final Turns turns;

    /**
     * @param mayReach whether an address may be connected to
     * @param validCertificate trusts whoever may sign the certificates of policy hosts
     */
    PolicyFetch(
            EventLoopGroup loops, MxResolver resolver, Predicate<InetAddress> mayReach, SslContext validCertificate) {
        this.loops = loops;
        this.resolver = resolver;
        this.mayReach = mayReach;
        this.validCertificate = validCertificate;
        this.turns = new Turns(loops, MOST_FETCHES, MOST_WAITING);
    }

    /** Fetches when it is its turn. */
    CompletionStage<Answer> fetch(String domain, int port) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        if (!turns.begin(() -> begin("mta-sts." + domain, port, answer))) {
            answer.complete(failed("too many policies are being fetched"));
        }
        return answer;
    }

    private void begin(String host, int port, CompletableFuture<Answer> answer) {
        var deadline = loops.schedule(
                () -> answer.complete(failed(host + " took longer than " + DEADLINE.toSeconds() + " s")),
                DEADLINE.toMillis(),
                TimeUnit.MILLISECONDS);
        var unused = answer.whenComplete((done, bug) -> {
            deadline.cancel(false);
            turns.end();
        });
        resolver.addresses(host).whenComplete((found, bug) -> {
            switch (found) {
                case AddressAnswer.Addresses known -> connect(host, port, allowed(known), answer);
                case AddressAnswer.None none -> answer.complete(failed(none.text()));
                case AddressAnswer.Unavailable down -> answer.complete(failed(down.text()));
                case null -> answer.completeExceptionally(bug);
            }
        });
    }

    private Deque<InetAddress> allowed(AddressAnswer.Addresses known) {
        return new ArrayDeque<>(known.addresses().stream()
                .filter(mayReach)
                .limit(MOST_ADDRESSES)
                .toList());
    }

    private void connect(String host, int port, Deque<InetAddress> addresses, CompletableFuture<Answer> answer) {
        InetAddress address = addresses.poll();
        if (address == null) {
            answer.complete(failed(host + " has no address that may be connected to"));
            return;
        }
        ChannelFuture connecting = bootstrap(host, port, answer).connect(new InetSocketAddress(address, port));
        Channel channel = connecting.channel();
        var unused = answer.whenComplete((done, bug) -> channel.close());
        connecting.addListener(done -> {
            if (!done.isSuccess() && !addresses.isEmpty()) {
                connect(host, port, addresses, answer);
            } else if (!done.isSuccess()) {
                answer.complete(
                        failed("cannot connect to " + host + ": " + done.cause().getMessage()));
            }
        });
    }

    private Bootstrap bootstrap(String host, int port, CompletableFuture<Answer> answer) {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(tls(channel, host, port))
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(MOST_OCTETS))
                                .addLast(new PolicyAnswer(host, port, answer));
                    }
                });
    }

    private SslHandler tls(Channel channel, String host, int port) {
        SslHandler handler = validCertificate.newHandler(channel.alloc(), host, port);
        SSLParameters parameters = handler.engine().getSSLParameters();
        // RFC 8461 section 3.3: the certificate must be valid for the policy host.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
        handler.setHandshakeTimeoutMillis(DEADLINE.toMillis());
        return handler;
    }

    static Answer failed(String text) {
        return new Answer.Failed(TlsFailure.STS_POLICY_FETCH_ERROR, text);
    }
}
