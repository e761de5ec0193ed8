package org.sluicemta.testing.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sluicemta.testing.smtp.MessageHeaders;

/** A message in a {@link Mailbox}. */
public final class StoredMail {
    private final String recipient;
    private final String returnPath;
    private final byte[] content;

    StoredMail(String recipient, String returnPath, byte[] content) {
        this.recipient = recipient;
        this.returnPath = returnPath;
        this.content = content;
    }

    /** The recipient of the envelope whose mailbox this is. */
    public String recipient() {
        return recipient;
    }

    /** The sender of the envelope; empty for the null sender. */
    public String returnPath() {
        return returnPath;
    }

    /** What the client sent in DATA: without the Return-Path and Received fields that delivery put on top. A copy. */
    public byte[] content() {
        return content.clone();
    }

    /** {@link #content()} read as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The unfolded value of the topmost header field of that name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The unfolded values of all header fields of that name, top to bottom. */
    public List<String> headers(String name) {
        return MessageHeaders.values(content, name);
    }

    @Override
    public String toString() {
        return "StoredMail[<" + returnPath + "> to <" + recipient + ">, " + content.length + " bytes]";
    }
}
