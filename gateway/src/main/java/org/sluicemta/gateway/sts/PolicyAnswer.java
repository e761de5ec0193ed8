package org.sluicemta.gateway.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.CompletableFuture;
import org.sluicemta.egress.PublishedTls;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.gateway.sts.PolicyFetch.Answer;

/** Asks for the policy once the connection is encrypted, and judges what comes back. Runs on the event loop. */
final class PolicyAnswer extends SimpleChannelInboundHandler<FullHttpResponse> {
    private static final String PATH = "/.well-known/mta-sts.txt";

    private final String host;
    private final int port;
    private final CompletableFuture<Answer> answer;

    PolicyAnswer(String host, int port, CompletableFuture<Answer> answer) {
        this.host = host;
        this.port = port;
        this.answer = answer;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                context.writeAndFlush(request());
            } else {
                answer.complete(new Answer.Failed(
                        TlsFailure.STS_WEBPKI_INVALID,
                        "TLS handshake with " + host + " failed: "
                                + handshake.cause().getMessage()));
            }
        }
        context.fireUserEventTriggered(event);
    }

    private FullHttpRequest request() {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, PATH);
        request.headers()
                .set(HttpHeaderNames.HOST, port == PublishedTls.HTTPS ? host : host + ":" + port)
                .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.TEXT_PLAIN)
                .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.USER_AGENT, "Sluice");
        return request;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        answer.complete(judge(response));
    }

    private Answer judge(FullHttpResponse response) {
        // RFC 8461 section 3.3: redirects must not be followed, and nothing but 200 is a policy.
        if (!response.status().equals(HttpResponseStatus.OK)) {
            return PolicyFetch.failed(host + " answered " + response.status().code());
        }
        CharSequence type = HttpUtil.getMimeType(response);
        if (type == null
                || !HttpHeaderValues.TEXT_PLAIN.contentEqualsIgnoreCase(
                        type.toString().strip())) {
            return PolicyFetch.failed(host + " answered with the media type " + type + " instead of text/plain");
        }
        return new Answer.Text(response.content().toString(UTF_8));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.complete(PolicyFetch.failed(
                cause instanceof TooLongHttpContentException
                        ? host + " answered with more than 64 KiB"
                        : "the connection to " + host + " failed: " + cause.getMessage()));
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer.complete(PolicyFetch.failed(host + " closed the connection without an answer"));
        context.fireChannelInactive();
    }
}
