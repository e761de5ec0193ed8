package org.sluicemta.gateway.https;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.dns.AddressAnswer;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.wire.WireLoops;

/**
 * Asks hosts with a valid certificate, and doesn't follow redirects. The host's addresses come from the same DNS servers
 * as everything else, and must be ones that mail may go to, so no domain can direct a request to a private network. Each
 * request has a connection of its own. Never blocks. Thread-safe.
 */
public final class HttpsClient {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int MOST_ADDRESSES = 3;

    private final EventLoopGroup loops;
    private final MxResolver resolver;
    private final Predicate<InetAddress> mayReach;
    private final SslContext validCertificate;

    /**
     * @param mayReach whether an address may be connected to
     * @param trust who may sign the certificates of servers; null means the system's authorities
     */
    public HttpsClient(
            EventLoopGroup loops,
            MxResolver resolver,
            Predicate<InetAddress> mayReach,
            @Nullable TrustManagerFactory trust) {
        this.loops = loops;
        this.resolver = resolver;
        this.mayReach = mayReach;
        try {
            this.validCertificate =
                    SslContextBuilder.forClient().trustManager(trust).build();
        } catch (SSLException e) {
            throw new IllegalStateException("no TLS client can be made on this Java: " + e.getMessage(), e);
        }
    }

    /** Completes normally, unless there is a bug. */
    public CompletionStage<HttpsAnswer> send(HttpsRequest request) {
        CompletableFuture<HttpsAnswer> answer = new CompletableFuture<>();
        var deadline = loops.schedule(
                () -> answer.complete(new HttpsAnswer.Failed(request.host() + " took longer than "
                        + request.deadline().toSeconds() + " s")),
                request.deadline().toMillis(),
                TimeUnit.MILLISECONDS);
        var unused = answer.whenComplete((done, bug) -> deadline.cancel(false));
        resolver.addresses(request.host()).whenComplete((found, bug) -> {
            switch (found) {
                case AddressAnswer.Addresses known -> connect(request, allowed(known), answer);
                case AddressAnswer.None none -> answer.complete(new HttpsAnswer.Failed(none.text()));
                case AddressAnswer.Unavailable down -> answer.complete(new HttpsAnswer.Failed(down.text()));
                case null -> answer.completeExceptionally(bug);
            }
        });
        return answer;
    }

    private Deque<InetAddress> allowed(AddressAnswer.Addresses known) {
        return new ArrayDeque<>(known.addresses().stream()
                .filter(mayReach)
                .limit(MOST_ADDRESSES)
                .toList());
    }

    private void connect(HttpsRequest request, Deque<InetAddress> addresses, CompletableFuture<HttpsAnswer> answer) {
        InetAddress address = addresses.poll();
        if (address == null) {
            answer.complete(new HttpsAnswer.Failed(request.host() + " has no address that may be connected to"));
            return;
        }
        ChannelFuture connecting = bootstrap(request, answer).connect(new InetSocketAddress(address, request.port()));
        Channel channel = connecting.channel();
        var unused = answer.whenComplete((done, bug) -> channel.close());
        connecting.addListener(done -> {
            if (!done.isSuccess() && !addresses.isEmpty()) {
                connect(request, addresses, answer);
            } else if (!done.isSuccess()) {
                answer.complete(new HttpsAnswer.Failed(
                        "cannot connect to " + request.host() + ": " + WireLoops.reason(done.cause())));
            }
        });
    }

    private Bootstrap bootstrap(HttpsRequest request, CompletableFuture<HttpsAnswer> answer) {
        return WireLoops.bootstrap(loops)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(tls(channel, request))
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(request.mostOctets()))
                                .addLast(new HttpsExchange(request, answer));
                    }
                });
    }

    private SslHandler tls(Channel channel, HttpsRequest request) {
        SslHandler handler = validCertificate.newHandler(channel.alloc(), request.host(), request.port());
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9110 section 4.3.4
        handler.engine().setSSLParameters(parameters);
        handler.setHandshakeTimeoutMillis(request.deadline().toMillis());
        return handler;
    }
}
