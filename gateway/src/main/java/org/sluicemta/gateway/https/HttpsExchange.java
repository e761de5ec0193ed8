package org.sluicemta.gateway.https;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.CompletableFuture;

/** Asks once the connection is encrypted, and passes on what comes back. Runs on the event loop. */
final class HttpsExchange extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final HttpsRequest request;
    private final CompletableFuture<HttpsAnswer> answer;

    HttpsExchange(HttpsRequest request, CompletableFuture<HttpsAnswer> answer) {
        this.request = request;
        this.answer = answer;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                context.writeAndFlush(request.message());
            } else {
                answer.complete(new HttpsAnswer.NotTrusted("TLS handshake with " + request.host() + " failed: "
                        + handshake.cause().getMessage()));
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        CharSequence type = HttpUtil.getMimeType(response);
        answer.complete(new HttpsAnswer.Response(
                response.status().code(),
                type == null ? null : type.toString().strip(),
                response.content().toString(UTF_8)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.complete(new HttpsAnswer.Failed(
                cause instanceof TooLongHttpContentException
                        ? request.host() + " answered with more than " + request.mostOctets() / 1024 + " KiB"
                        : "the connection to " + request.host() + " failed: " + cause.getMessage()));
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer.complete(new HttpsAnswer.Failed(request.host() + " closed the connection without an answer"));
        context.fireChannelInactive();
    }
}
