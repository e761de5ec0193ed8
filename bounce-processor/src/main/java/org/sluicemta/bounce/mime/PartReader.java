package org.sluicemta.bounce.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a message into a tree of parts.
 *
 * <p>Every part is a range of the one array; nothing is copied except messages that are themselves base64 or
 * quoted-printable. A boundary that is missing or never occurs is guessed from the body ({@link Boundaries}). When the
 * limit of parts or depth is reached, the rest is a leaf.
 */
public final class PartReader {
    private final MimeLimits limits;
    private int partsLeft;

    private PartReader(MimeLimits limits) {
        this.limits = limits;
        this.partsLeft = limits.maxParts();
    }

    /** Reads the message in {@code message}. */
    public static Part read(Slice message, MimeLimits limits) {
        return new PartReader(limits).entity(message, 0, "text/plain");
    }

    private Part entity(Slice source, int depth, String fallbackType) {
        partsLeft--;
        HeaderReader.Result header = HeaderReader.read(source, limits.maxHeaderFields());
        Slice body = new Slice(source.data(), header.bodyStart(), source.to());
        ContentType type = ContentType.parse(header.headers().first("Content-Type"), fallbackType);
        List<Part> children = depth >= limits.maxDepth() ? List.of() : children(header.headers(), type, body, depth);
        return new Part(header.headers(), type, body, children, limits.maxTextBytes());
    }

    private List<Part> children(Headers headers, ContentType type, Slice body, int depth) {
        if (type.isMessage()) {
            return message(headers, body, depth);
        }
        if (type.isMultipart()) {
            String boundary = Boundaries.ofMultipart(type.parameter("boundary"), body);
            return boundary.isEmpty() ? List.of() : multipart(type, boundary, body, depth);
        }
        if (depth == 0 && !headers.has("Content-Type")) {
            String boundary = Boundaries.ofUndeclared(body);
            return boundary.isEmpty() ? List.of() : multipart(type, boundary, body, depth);
        }
        return List.of();
    }

    private List<Part> message(Headers headers, Slice body, int depth) {
        if (partsLeft <= 0) {
            return List.of();
        }
        String encoding = headers.first("Content-Transfer-Encoding");
        Slice decoded = TransferDecoder.decode(body, encoding, body.length());
        return List.of(entity(decoded, depth + 1, "text/plain"));
    }

    private List<Part> multipart(ContentType type, String boundary, Slice body, int depth) {
        String childType = type.type().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        List<Part> children = new ArrayList<>();
        for (Slice range : Boundaries.split(body, boundary, partsLeft)) {
            if (partsLeft <= 0) {
                break;
            }
            children.add(entity(range, depth + 1, childType));
        }
        return children;
    }
}
