package org.sluicemta.testing.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a message field by field, in the order given, with CRLF line ends. Nothing is checked or encoded, so broken
 * messages are as easy to write as good ones. A message with several parts is multipart/alternative when all parts are
 * text, else multipart/mixed.
 */
public final class MessageBuilder {
    private static final String BOUNDARY = "=_sluice_testing_boundary";

    private record Part(String contentType, String transferEncoding, String body) {}

    private final List<String> fields = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private Optional<String> multipartType = Optional.empty();

    /** A date as RFC 5322 section 3.3 writes it. */
    static String dateText(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Adds a field as it is; a value may hold its own CRLF and folding. */
    public MessageBuilder header(String name, String value) {
        fields.add(name + ": " + value);
        return this;
    }

    /** Adds From. */
    public MessageBuilder from(String address) {
        return header("From", address);
    }

    /** Adds To. */
    public MessageBuilder to(String address) {
        return header("To", address);
    }

    /** Adds Subject. */
    public MessageBuilder subject(String text) {
        return header("Subject", text);
    }

    /** Adds Date. */
    public MessageBuilder date(Instant instant) {
        return header("Date", dateText(instant));
    }

    /** Adds Message-ID, in angle brackets. */
    public MessageBuilder messageId(String idWithoutBrackets) {
        return header("Message-ID", "<" + idWithoutBrackets + ">");
    }

    /** Adds a text/plain part in UTF-8, sent as 8bit; line feeds become CRLF. */
    public MessageBuilder text(String body) {
        return part("text/plain; charset=utf-8", isAscii(body) ? "7bit" : "8bit", withCrlf(body));
    }

    /** Adds a text/html part in UTF-8, sent as 8bit; line feeds become CRLF. */
    public MessageBuilder html(String body) {
        return part("text/html; charset=utf-8", isAscii(body) ? "7bit" : "8bit", withCrlf(body));
    }

    /** Adds a part as it is. */
    public MessageBuilder part(String contentType, String transferEncoding, String body) {
        parts.add(new Part(contentType, transferEncoding, body));
        return this;
    }

    /** Makes it multipart of this type with these parameters, e.g. {@code report; report-type=delivery-status}. */
    public MessageBuilder multipart(String subtypeWithParameters) {
        multipartType = Optional.of(subtypeWithParameters);
        return this;
    }

    /** The message. */
    public byte[] build() {
        StringBuilder message = new StringBuilder();
        fields.forEach(field -> message.append(field).append("\r\n"));
        if (multipartType.isEmpty() && parts.size() <= 1) {
            single(message);
        } else {
            several(message);
        }
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void single(StringBuilder message) {
        if (parts.isEmpty()) {
            message.append("\r\n");
        } else {
            message.append("MIME-Version: 1.0\r\n");
            write(parts.getFirst(), message);
        }
    }

    private void several(StringBuilder message) {
        message.append("MIME-Version: 1.0\r\nContent-Type: multipart/")
                .append(multipartType.orElseGet(this::impliedType))
                .append("; boundary=\"" + BOUNDARY + "\"\r\n\r\n");
        for (Part part : parts) {
            message.append("--" + BOUNDARY + "\r\n");
            write(part, message);
            message.append("\r\n");
        }
        message.append("--" + BOUNDARY + "--\r\n");
    }

    private String impliedType() {
        return parts.stream().allMatch(part -> part.contentType().startsWith("text/")) ? "alternative" : "mixed";
    }

    private static void write(Part part, StringBuilder message) {
        message.append("Content-Type: ").append(part.contentType());
        message.append("\r\nContent-Transfer-Encoding: ").append(part.transferEncoding());
        message.append("\r\n\r\n").append(part.body());
    }

    private static String withCrlf(String text) {
        String lines = text.replace("\r\n", "\n").replace("\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
