package org.sluicemta.console.unsubscribe;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.inject.Inject;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.console.operation.OperationProblem;
import org.sluicemta.console.operation.UnsubscribeOperations;
import org.sluicemta.delivery.feedback.UnsubscribeWay;
import org.sluicemta.delivery.feedback.VerifiedSend;
import org.sluicemta.event.ClientFacts;

/**
 * Answers {@code GET}, {@code HEAD} and {@code POST} of {@code …/u/<token>}. A GET changes nothing, because link
 * scanners follow every link; only a POST unsubscribes, RFC 8058 section 3.2. Anything that isn't a valid token of ours
 * gets the same reply as a path that doesn't exist.
 */
public final class UnsubscribeHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(UnsubscribeHandler.class);
    private static final HttpField ALLOWED = new HttpField(HttpHeader.ALLOW, "GET, HEAD, POST");
    private static final HttpFields HEADERS = HttpFields.build()
            .put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8")
            .put(HttpHeader.CACHE_CONTROL, "no-store")
            .put("Content-Security-Policy", UnsubscribePages.SECURITY_POLICY)
            .put("X-Robots-Tag", "noindex, nofollow")
            .put("X-Content-Type-Options", "nosniff")
            .put("Referrer-Policy", "no-referrer")
            .asImmutable();

    private final UnsubscribeOperations operations;
    private final Counter requests;

    @Inject
    public UnsubscribeHandler(UnsubscribeOperations operations, CollectorRegistry metrics) {
        this.operations = operations;
        this.requests = Counter.build(
                        UnsubscribeMetric.REQUESTS.metric().name(),
                        UnsubscribeMetric.REQUESTS.metric().help())
                .labelNames(UnsubscribeMetric.REQUESTS.metric().labels().toArray(String[]::new))
                .register(metrics);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback);
        try {
            Optional<VerifiedSend> send = token(request).flatMap(operations::find);
            if (send.isPresent() && request.getMethod().equals("POST")) {
                readThenPost(exchange, send.get());
            } else {
                exchange.end(send.isEmpty() ? Answer.UNKNOWN : unposted(request.getMethod()));
            }
        } catch (OperationProblem e) {
            LOG.error("Cannot look up an unsubscribe link at the moment: {}", e.what());
            exchange.end(Answer.FAILED);
        }
        return true;
    }

    private static Answer unposted(String method) {
        return method.equals("GET") || method.equals("HEAD") ? Answer.ASKED : Answer.NOT_ALLOWED;
    }

    /** No thread waits for a body, because a few hundred slow clients would leave none for the others. */
    private void readThenPost(Exchange exchange, VerifiedSend send) {
        UnsubscribeForm.octets(exchange.request)
                .whenCompleteAsync(
                        (octets, fault) -> {
                            if (fault == null) {
                                exchange.end(post(exchange.request, octets, send));
                            } else if (UnsubscribeForm.isTooLong(fault)) {
                                exchange.end(Answer.MALFORMED);
                            } else {
                                // The client has gone or was too slow, so there is nobody to reply to.
                                exchange.callback.failed(fault);
                            }
                        },
                        exchange.request.getComponents().getExecutor());
    }

    private final class Exchange {
        private final Request request;
        private final Response response;
        private final Callback callback;

        Exchange(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void end(Answer answer) {
            requests.labels(answer.result).inc();
            write(request, response, answer.status, answer.page, callback);
        }
    }

    /** What Jetty itself refuses, such as a head that is too long, gets a page without details, too. */
    boolean refuse(Request request, Response response, Callback callback) {
        requests.labels(Answer.MALFORMED.result).inc();
        int status = response.getStatus() >= 400 ? response.getStatus() : 500;
        write(request, response, status, UnsubscribePages.UNKNOWN, callback);
        return true;
    }

    private static Optional<String> token(Request request) {
        return UnsubscribePath.token(Request.getPathInContext(request));
    }

    private Answer post(Request request, byte[] octets, VerifiedSend send) {
        Optional<UnsubscribeWay> way =
                UnsubscribeForm.read(octets, request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        if (way.isEmpty()) {
            return Answer.MALFORMED;
        }
        try {
            return operations.unsubscribe(send, way.get(), client(request)) ? Answer.UNSUBSCRIBED : Answer.REPEATED;
        } catch (OperationProblem e) {
            LOG.error("Could not unsubscribe the recipient of message {}: {}", send.id(), e.what());
            return Answer.FAILED;
        }
    }

    private static ClientFacts client(Request request) {
        InetSocketAddress remote =
                (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
        return ClientFacts.overHttp(remote.getAddress(), request.isSecure());
    }

    private static void write(Request request, Response response, int status, String page, Callback callback) {
        response.setStatus(status);
        response.getHeaders().add(HEADERS);
        if (status == Answer.NOT_ALLOWED.status) {
            response.getHeaders().put(ALLOWED);
        }
        if (status == Answer.FAILED.status) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "60");
        }
        if (request.getMethod().equals("HEAD")) {
            callback.succeeded();
        } else {
            Content.Sink.write(response, true, page, callback);
        }
    }

    private enum Answer {
        ASKED(200, UnsubscribePages.ASK, "asked"),
        UNSUBSCRIBED(200, UnsubscribePages.DONE, "unsubscribed"),
        REPEATED(200, UnsubscribePages.DONE, "repeated"),
        MALFORMED(400, UnsubscribePages.ASK, "malformed"),
        UNKNOWN(404, UnsubscribePages.UNKNOWN, "unknown"),
        NOT_ALLOWED(405, UnsubscribePages.ASK, "malformed"),
        FAILED(503, UnsubscribePages.LATER, "failed");

        private final int status;
        private final String page;
        private final String result;

        Answer(int status, String page, String result) {
            this.status = status;
            this.page = page;
            this.result = result;
        }
    }
}
