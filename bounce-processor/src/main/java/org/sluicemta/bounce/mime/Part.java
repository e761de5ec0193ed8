package org.sluicemta.bounce.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message: header, body bytes, and the parts inside it. Text is decoded on first use, up to the given
 * limit. A part is used by one thread.
 */
public final class Part {
    private final Headers headers;
    private final ContentType contentType;
    private final Slice body;
    private final List<Part> children;
    private final int maxTextBytes;
    private @Nullable String text;

    Part(Headers headers, ContentType contentType, Slice body, List<Part> children, int maxTextBytes) {
        this.headers = headers;
        this.contentType = contentType;
        this.body = body;
        this.children = List.copyOf(children);
        this.maxTextBytes = maxTextBytes;
    }

    /** Header fields of this part. */
    public Headers headers() {
        return headers;
    }

    /** The type of this part; {@code text/plain} if it doesn't say. */
    public ContentType contentType() {
        return contentType;
    }

    /** Shorthand for the lower-case {@code type/subtype}. */
    public String type() {
        return contentType.type();
    }

    /** The parts of a multipart, or the one message inside a {@code message/rfc822}. */
    public List<Part> children() {
        return children;
    }

    /** The body as sent, including its transfer encoding. */
    public Slice body() {
        return body;
    }

    /** The body with its transfer encoding decoded, up to a number of octets. */
    public Slice octets(int most) {
        return TransferDecoder.decode(body, headers.first("Content-Transfer-Encoding"), most);
    }

    /**
     * The body as characters: transfer encoding and charset decoded, line ends converted to {@code \n}, HTML tags
     * unchanged.
     */
    public String text() {
        String decoded = text;
        if (decoded == null) {
            decoded = BodyText.decode(this, maxTextBytes);
            text = decoded;
        }
        return decoded;
    }
}
