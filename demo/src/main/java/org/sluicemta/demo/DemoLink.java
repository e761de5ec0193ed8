package org.sluicemta.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluicemta.testing.smtp.ReceivedMessage;

/**
 * The link of a message's List-Unsubscribe, followed as a mailbox provider does, but straight to the listener: in front
 * of it there would be a proxy that holds the certificate.
 */
record DemoLink(URI address, URI atListener) {
    private static final Pattern LINK = Pattern.compile("<(https://[^>]+)>");

    static DemoLink in(ReceivedMessage message, InetSocketAddress listener) throws DemoCheckFailure {
        String field = message.header("List-Unsubscribe").orElse("");
        Matcher link = LINK.matcher(field);
        if (!link.find() || !message.header("List-Unsubscribe-Post").orElse("").equals("List-Unsubscribe=One-Click")) {
            throw new DemoCheckFailure("no one-click link in List-Unsubscribe: " + field);
        }
        URI address = URI.create(link.group(1));
        return new DemoLink(
                address,
                URI.create("http://" + listener.getHostString() + ":" + listener.getPort() + address.getPath()));
    }

    String open() throws IOException, InterruptedException, DemoCheckFailure {
        return send(HttpRequest.newBuilder(atListener).build());
    }

    /** RFC 8058 section 3.2. */
    String oneClick() throws IOException, InterruptedException, DemoCheckFailure {
        return send(HttpRequest.newBuilder(atListener)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException, DemoCheckFailure {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new DemoCheckFailure(
                        request.method() + " " + request.uri() + " was answered " + response.statusCode());
            }
            return response.body();
        }
    }
}
