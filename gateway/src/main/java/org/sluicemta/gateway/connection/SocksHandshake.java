package org.sluicemta.gateway.connection;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.socksx.v5.DefaultSocks5CommandRequest;
import io.netty.handler.codec.socksx.v5.DefaultSocks5InitialRequest;
import io.netty.handler.codec.socksx.v5.DefaultSocks5PasswordAuthRequest;
import io.netty.handler.codec.socksx.v5.Socks5AddressType;
import io.netty.handler.codec.socksx.v5.Socks5AuthMethod;
import io.netty.handler.codec.socksx.v5.Socks5ClientEncoder;
import io.netty.handler.codec.socksx.v5.Socks5CommandResponse;
import io.netty.handler.codec.socksx.v5.Socks5CommandResponseDecoder;
import io.netty.handler.codec.socksx.v5.Socks5CommandStatus;
import io.netty.handler.codec.socksx.v5.Socks5CommandType;
import io.netty.handler.codec.socksx.v5.Socks5InitialResponse;
import io.netty.handler.codec.socksx.v5.Socks5InitialResponseDecoder;
import io.netty.handler.codec.socksx.v5.Socks5Message;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthResponse;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthResponseDecoder;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.SourceProxy;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Asks a SOCKS5 proxy for a connection to the remote server (RFC 1928, and RFC 1929 for user and password). Then it leaves
 * the pipeline, and the handlers after it see the channel become active.
 *
 * <p>Until the proxy has let us in, everything that goes wrong is its fault. After that it is the remote server's, even if
 * the proxy just says no: otherwise a domain with an address that the proxy doesn't allow would put the source out of use.
 */
final class SocksHandshake extends ChannelInboundHandlerAdapter {
    private final Attempt attempt;
    private final SourceProxy proxy;
    private final CompletableFuture<Void> ready;
    private final Socks5ClientEncoder encoder = Socks5ClientEncoder.DEFAULT;
    private ChannelHandler decoder = new Socks5InitialResponseDecoder();
    private boolean letIn;

    SocksHandshake(Attempt attempt, SourceProxy proxy, CompletableFuture<Void> ready) {
        this.attempt = attempt;
        this.proxy = proxy;
        this.ready = ready;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.pipeline().addBefore(context.name(), null, encoder);
        context.pipeline().addBefore(context.name(), null, decoder);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(
                proxy.credential() == null
                        ? new DefaultSocks5InitialRequest(Socks5AuthMethod.NO_AUTH)
                        : new DefaultSocks5InitialRequest(Socks5AuthMethod.NO_AUTH, Socks5AuthMethod.PASSWORD));
        long bound = attempt.timeouts().connect().toMillis();
        var timer = context.executor().schedule(() -> late(context, bound), bound, TimeUnit.MILLISECONDS);
        var unused = ready.whenComplete((done, failure) -> timer.cancel(false));
    }

    private void late(ChannelHandlerContext context, long bound) {
        fail(context, ResponseClass.TIME_OUT, "no answer within " + bound / 1000 + " s");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (ready.isDone()) {
            context.fireChannelRead(message); // what the server said right after the proxy
        } else if (!(message instanceof Socks5Message said)
                || said.decoderResult().isFailure()) {
            fail(context, ResponseClass.CONNECTION_FAILED, "it doesn't speak SOCKS5");
        } else {
            switch (said) {
                case Socks5InitialResponse chosen -> chosen(context, chosen.authMethod());
                case Socks5PasswordAuthResponse judged -> judged(context, judged);
                case Socks5CommandResponse answer -> answered(context, answer.status());
                default -> fail(context, ResponseClass.CONNECTION_FAILED, "unexpected answer " + said);
            }
        }
    }

    private void chosen(ChannelHandlerContext context, Socks5AuthMethod method) {
        NextHopCredential credential = proxy.credential();
        if (method.equals(Socks5AuthMethod.NO_AUTH)) {
            connect(context);
        } else if (method.equals(Socks5AuthMethod.PASSWORD) && credential != null) {
            expect(context, new Socks5PasswordAuthResponseDecoder());
            context.writeAndFlush(new DefaultSocks5PasswordAuthRequest(credential.user(), credential.password()));
        } else {
            fail(
                    context,
                    ResponseClass.CONNECTION_FAILED,
                    credential == null ? "it wants a user and a password" : "it doesn't take a user and a password");
        }
    }

    private void judged(ChannelHandlerContext context, Socks5PasswordAuthResponse judged) {
        if (judged.status().isSuccess()) {
            connect(context);
        } else {
            fail(context, ResponseClass.CONNECTION_FAILED, "it refuses the user or the password");
        }
    }

    private void connect(ChannelHandlerContext context) {
        letIn = true;
        expect(context, new Socks5CommandResponseDecoder());
        RemoteAddress remote = attempt.remote();
        context.writeAndFlush(new DefaultSocks5CommandRequest(
                Socks5CommandType.CONNECT,
                remote.address() instanceof Inet4Address ? Socks5AddressType.IPv4 : Socks5AddressType.IPv6,
                NetUtil.toAddressString(remote.address()),
                remote.port()));
    }

    private void expect(ChannelHandlerContext context, ChannelHandler next) {
        context.pipeline().replace(decoder, null, next);
        decoder = next;
    }

    private void answered(ChannelHandlerContext context, Socks5CommandStatus status) {
        if (!status.isSuccess()) {
            String words =
                    status.toString().replaceAll("\\(.*", "").replace('_', ' ').toLowerCase(Locale.ROOT);
            fail(context, ResponseClass.CONNECTION_FAILED, words);
            return;
        }
        ready.complete(null);
        context.fireChannelActive();
        context.pipeline().remove(encoder);
        context.pipeline().remove(decoder);
        context.pipeline().remove(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, ResponseClass.CONNECTION_FAILED, "it closed the connection");
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, ResponseClass.CONNECTION_FAILED, String.valueOf(cause.getMessage()));
    }

    private void fail(ChannelHandlerContext context, ResponseClass known, String why) {
        boolean unused = ready.completeExceptionally(
                letIn
                        ? new FaultException(Fault.own(
                                        Phase.CONNECT, known, 451, "4.4.1", "Cannot connect through the proxy: " + why)
                                .at(attempt.source().id(), attempt.remote()))
                        : Path.unusable(attempt.source(), proxy, "doesn't serve us: " + why));
        context.close();
    }
}
