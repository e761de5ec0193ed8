package org.sluicemta.gateway.tlsreport;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.sluicemta.gateway.https.HttpsAnswer;
import org.sluicemta.gateway.https.HttpsClient;
import org.sluicemta.gateway.https.HttpsRequest;

/** Sends reports by HTTPS, RFC 8460 section 5.4. Never blocks. Thread-safe. */
public final class ReportPost {
    /** What one takes at most. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int MOST_OCTETS = 65_536;

    private final HttpsClient client;

    public ReportPost(HttpsClient client) {
        this.client = client;
    }

    /**
     * Posts a report.
     *
     * @param report compressed with gzip
     * @return why the server doesn't have it, or nothing if it has
     */
    public CompletionStage<Optional<String>> post(ReportTarget.Web target, byte[] report) {
        HttpsRequest request = new HttpsRequest(
                HttpMethod.POST,
                target.host(),
                target.port(),
                target.path(),
                Map.of("content-type", "application/tlsrpt+gzip"),
                report,
                DEADLINE,
                MOST_OCTETS);
        return client.send(request).thenApply(answer -> fault(target, answer));
    }

    private static Optional<String> fault(ReportTarget.Web target, HttpsAnswer answer) {
        return switch (answer) {
            case HttpsAnswer.Failed failed -> Optional.of(failed.text());
            case HttpsAnswer.NotTrusted failed -> Optional.of(failed.text());
            case HttpsAnswer.Response response ->
                response.status() / 100 == 2
                        ? Optional.empty()
                        : Optional.of(target.host() + " answered " + response.status());
        };
    }
}
