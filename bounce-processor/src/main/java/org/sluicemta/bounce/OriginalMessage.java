package org.sluicemta.bounce;

import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.AddressText;

/** Finds what is left of the message a report is about. */
final class OriginalMessage {
    private OriginalMessage() {}

    /** The header of the first message attached to the report, or an empty one. */
    static Headers headersIn(MessageView report) {
        for (Part attached : report.attached()) {
            if (!attached.headers().fields().isEmpty()) {
                return attached.headers();
            }
        }
        return Headers.empty();
    }

    /** The Message-ID without its angle brackets, or null. */
    static @Nullable String messageId(Headers original) {
        return bareId(original.first("Message-ID"));
    }

    /** A message id without its angle brackets, or null when nothing is in it. */
    static @Nullable String bareId(String field) {
        int open = field.indexOf('<');
        int close = field.indexOf('>', open + 1);
        String id = (open >= 0 && close > open ? field.substring(open + 1, close) : field).strip();
        return id.isEmpty() ? null : id;
    }

    /** The envelope sender: Return-Path as the last server wrote it, or what a Received field mentions. */
    static @Nullable String returnPath(Headers original) {
        String path = AddressText.first(original.first("Return-Path"));
        if (path != null) {
            return path;
        }
        for (String received : original.all("Received")) {
            int at = received.indexOf("envelope-from");
            String sender = at < 0 ? null : AddressText.first(received.substring(at));
            if (sender != null) {
                return sender;
            }
        }
        return AddressText.first(original.first("X-Envelope-From"));
    }
}
