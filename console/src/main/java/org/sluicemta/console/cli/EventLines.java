package org.sluicemta.console.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.EventField;

/** Events for a person: a line each, with what explains it. */
final class EventLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventLines() {}

    /** @param message the id they all have, printed once above them; null for events of several messages */
    static void print(PrintWriter out, @Nullable String message, List<String> events) {
        if (message != null) {
            out.println(message);
        }
        Table table = message == null
                ? new Table("TIME", "MESSAGE", "EVENT", "RECIPIENT", "DETAILS")
                : new Table("TIME", "EVENT", "RECIPIENT", "DETAILS");
        for (String line : events) {
            JsonNode event = parse(line);
            String at = text(event, EventField.AT);
            String type = text(event, EventField.TYPE);
            String recipient = text(event, EventField.RECIPIENT);
            if (message == null) {
                table.row(at, text(event, EventField.MESSAGE_ID), type, recipient, details(event));
            } else {
                table.row(at, type, recipient, details(event));
            }
        }
        table.print(out);
    }

    private static String details(JsonNode event) {
        StringJoiner words = new StringJoiner(" ");
        add(words, event, "from ", EventField.SENDER);
        add(words, event, "client ", EventField.CLIENT_IP);
        add(words, event, "lane ", EventField.LANE);
        add(words, event, "attempt ", EventField.ATTEMPT);
        add(words, event, "source ", EventField.SOURCE);
        add(words, event, "host ", EventField.REMOTE_HOST);
        add(words, event, "", EventField.CLASS);
        add(words, event, "", EventField.SMTP_CODE);
        add(words, event, "", EventField.SMTP_REPLY);
        add(words, event, "", EventField.FAULT);
        add(words, event, "", EventField.KIND);
        add(words, event, "", EventField.DIAGNOSTIC);
        add(words, event, "next ", EventField.NEXT_ATTEMPT);
        return words.toString();
    }

    private static void add(StringJoiner words, JsonNode event, String before, EventField field) {
        String text = text(event, field);
        if (!text.isEmpty()) {
            words.add(before + text);
        }
    }

    private static String text(JsonNode event, EventField field) {
        return event.path(field.label()).asText("");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.DATA, "not an event: " + line, e);
        }
    }
}
