package org.sluicemta.console.unsubscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.feedback.UnsubscribeWay;

/** The body of a POST: a form, URL-encoded or multipart/form-data, RFC 8058 section 3.2. */
final class UnsubscribeForm {
    /** A form with one field has about two hundred octets. */
    static final int MOST_BYTES = 8 * 1024;

    static final String FIELD = "List-Unsubscribe";
    static final String ONE_CLICK = "One-Click";
    /** What the button on our own page sends. */
    static final String PAGE = "Page";

    private static final MultiPartConfig LIMITS = new MultiPartConfig.Builder()
            .maxParts(16)
            .maxSize(MOST_BYTES)
            .maxPartSize(MOST_BYTES)
            .maxMemoryPartSize(MOST_BYTES)
            .build();

    private UnsubscribeForm() {}

    /** The complete body. Fails if it is too long, or if the client disconnects or stalls. */
    static CompletableFuture<byte[]> octets(Request request) {
        if (request.getLength() > MOST_BYTES) {
            return CompletableFuture.failedFuture(new IllegalStateException("announced as too long"));
        }
        CompletableFuture<byte[]> octets = new CompletableFuture<>();
        Content.Source.asByteArrayAsync(request, MOST_BYTES, Promise.Invocable.toPromise(octets));
        return octets;
    }

    /** Whether reading failed because the body was larger than a form. */
    static boolean isTooLong(Throwable fault) {
        return fault instanceof IllegalStateException || fault.getCause() instanceof IllegalStateException;
    }

    /**
     * What the form requests; empty if it isn't a form or requests nothing known.
     *
     * @param contentType as in the request, or null
     */
    static Optional<UnsubscribeWay> read(byte[] octets, @Nullable String contentType) {
        if (contentType != null
                && "multipart/form-data".equalsIgnoreCase(HttpField.getValueParameters(contentType, null))) {
            return way(fromParts(octets, contentType));
        }
        return way(fromFields(octets));
    }

    private static Optional<UnsubscribeWay> way(@Nullable String given) {
        String value = given == null ? null : given.strip(); // many clients end the body with a line end
        if (ONE_CLICK.equalsIgnoreCase(value)) {
            return Optional.of(UnsubscribeWay.ONE_CLICK);
        }
        return PAGE.equals(value) ? Optional.of(UnsubscribeWay.PAGE) : Optional.empty();
    }

    /** Also for requests without a content type, because some one-click clients omit it. */
    private static @Nullable String fromFields(byte[] octets) {
        Fields fields = new Fields(true);
        try {
            UrlEncoded.decodeTo(new String(octets, UTF_8).strip(), fields::add, UTF_8);
        } catch (IllegalArgumentException e) {
            return null; // an invalid escape, so it isn't a form
        }
        return fields.getValue(FIELD);
    }

    private static @Nullable String fromParts(byte[] octets, String contentType) {
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(
                new ByteBufferContentSource(ByteBuffer.wrap(octets)), new Attributes.Mapped(), contentType, LIMITS)) {
            MultiPart.Part part = parts.getFirst(FIELD);
            return part == null ? null : part.getContentAsString(UTF_8);
        } catch (RuntimeException e) {
            return null; // not what its type says
        }
    }
}
