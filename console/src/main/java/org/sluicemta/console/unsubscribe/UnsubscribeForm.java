package org.sluicemta.console.unsubscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;
import org.sluicemta.feedback.UnsubscribeWay;

/** The body of a POST: a form, URL-encoded or multipart/form-data, RFC 8058 section 3.2. */
final class UnsubscribeForm {
    /** A form with one field has some two hundred octets. */
    static final int MOST_BYTES = 8 * 1024;

    static final String FIELD = "List-Unsubscribe";
    static final String ONE_CLICK = "One-Click";
    /** What the button of our own page sends. */
    static final String PAGE = "Page";

    private static final MultiPartConfig LIMITS = new MultiPartConfig.Builder()
            .maxParts(16)
            .maxSize(MOST_BYTES)
            .maxPartSize(MOST_BYTES)
            .maxMemoryPartSize(MOST_BYTES)
            .build();

    private UnsubscribeForm() {}

    /**
     * What the form asks for; empty when it is too long, no form, or asks for nothing that we know.
     *
     * @param contentType as in the request, or null
     * @throws IOException when the client ends or stalls before its body does
     */
    static Optional<UnsubscribeWay> read(InputStream body, @Nullable String contentType) throws IOException {
        byte[] octets = body.readNBytes(MOST_BYTES + 1);
        if (octets.length > MOST_BYTES) {
            return Optional.empty();
        }
        if (contentType != null
                && "multipart/form-data".equalsIgnoreCase(HttpField.getValueParameters(contentType, null))) {
            return way(fromParts(octets, contentType));
        }
        return way(fromFields(octets));
    }

    private static Optional<UnsubscribeWay> way(@Nullable String value) {
        if (ONE_CLICK.equalsIgnoreCase(value)) {
            return Optional.of(UnsubscribeWay.ONE_CLICK);
        }
        return PAGE.equals(value) ? Optional.of(UnsubscribeWay.PAGE) : Optional.empty();
    }

    /** Also what comes without a content type: some senders of one-click requests leave it out. */
    private static @Nullable String fromFields(byte[] octets) {
        Fields fields = new Fields(true);
        try {
            UrlEncoded.decodeTo(new String(octets, UTF_8), fields::add, UTF_8);
        } catch (IllegalArgumentException e) {
            return null; // an escape that is none: no form
        }
        return fields.getValue(FIELD);
    }

    private static @Nullable String fromParts(byte[] octets, String contentType) {
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(
                new ByteBufferContentSource(ByteBuffer.wrap(octets)), new Attributes.Mapped(), contentType, LIMITS)) {
            MultiPart.Part part = parts.getFirst(FIELD);
            return part == null ? null : part.getContentAsString(UTF_8).strip();
        } catch (RuntimeException e) {
            return null; // not what its type says
        }
    }
}
