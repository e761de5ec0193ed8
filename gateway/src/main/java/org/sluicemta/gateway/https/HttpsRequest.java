package org.sluicemta.gateway.https;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.Map;

/**
 * One request.
 *
 * @param host name of the server, A-labels
 * @param path with the query, if there is one
 * @param headers besides those that every request has
 * @param body empty for none
 * @param deadline from the question to DNS to the last octet of the answer
 * @param mostOctets of the answer
 */
public record HttpsRequest(
        HttpMethod method,
        String host,
        int port,
        String path,
        Map<String, String> headers,
        byte[] body,
        Duration deadline,
        int mostOctets) {
    private static final int HTTPS = 443;

    public HttpsRequest {
        headers = Map.copyOf(headers);
    }

    FullHttpRequest message() {
        FullHttpRequest message =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path, Unpooled.wrappedBuffer(body));
        headers.forEach(message.headers()::set);
        message.headers()
                .set(HttpHeaderNames.HOST, port == HTTPS ? host : host + ":" + port)
                .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.USER_AGENT, "Sluice");
        if (body.length > 0) {
            message.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return message;
    }
}
