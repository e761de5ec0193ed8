package org.sluicemta.gateway.sts;

import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.gateway.https.HttpsAnswer;
import org.sluicemta.gateway.https.HttpsClient;
import org.sluicemta.gateway.https.HttpsRequest;

/** Fetches policies over HTTPS, RFC 8461 section 3.3. Never blocks. Thread-safe. */
final class PolicyFetch {
    /** From the question to DNS to the last octet. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final String PATH = "/.well-known/mta-sts.txt";
    private static final String TYPE = "text/plain";
    private static final int MOST_OCTETS = 65_536;
    private static final int MOST_FETCHES = 30;
    private static final int MOST_WAITING = 10_000;

    /** How a fetch ended. */
    sealed interface Answer {
        record Text(String text) implements Answer {}

        record Failed(TlsFailure failure, String text) implements Answer {}
    }

    private final HttpsClient client;
    private final Turns turns;

    PolicyFetch(EventLoopGroup loops, HttpsClient client) {
        this.client = client;
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
        HttpsRequest request = new HttpsRequest(
                HttpMethod.GET, host, port, PATH, Map.of("accept", TYPE), new byte[0], DEADLINE, MOST_OCTETS);
        client.send(request).whenComplete((found, bug) -> {
            if (found == null) {
                answer.completeExceptionally(bug);
            } else {
                answer.complete(judge(host, found));
            }
            turns.end();
        });
    }

    private static Answer judge(String host, HttpsAnswer found) {
        return switch (found) {
            case HttpsAnswer.Failed failed -> failed(failed.text());
            case HttpsAnswer.NotTrusted failed -> new Answer.Failed(TlsFailure.STS_WEBPKI_INVALID, failed.text());
            case HttpsAnswer.Response response -> judge(host, response);
        };
    }

    private static Answer judge(String host, HttpsAnswer.Response response) {
        // RFC 8461 section 3.3: redirects must not be followed, and nothing but 200 is a policy.
        if (response.status() != 200) {
            return failed(host + " answered " + response.status());
        }
        if (!TYPE.equalsIgnoreCase(response.mediaType())) {
            return failed(host + " answered with the media type " + response.mediaType() + " instead of " + TYPE);
        }
        return new Answer.Text(response.body());
    }

    private static Answer failed(String text) {
        return new Answer.Failed(TlsFailure.STS_POLICY_FETCH_ERROR, text);
    }
}
