package org.sluicemta.store.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sluicemta.event.EventField;
import org.sluicemta.event.EventType;

/** The reference page of events, made from the lists in the code. A test fails when the page in docs is another. */
final class EventReference {
    private EventReference() {}

    /** The page, in Markdown. */
    static String page() {
        return String.format(Locale.ROOT, """
                # Events

                Everything that happens to mail is written to `log/events-YYYYMMDD-HHMMSS-NNN.jsonl`, one JSON object
                per line. The list of types is closed, and the names of types and fields are stable. Unknown fields are
                omitted. Times are UTC with milliseconds. A new file is begun when the current one is full and at
                midnight UTC; old ones are deleted by age and total size.

                A message is acknowledged only after its event is on disk. After a crash there may be two events, with
                different ids, for a delivery that was made twice.

                ## Types

                | type | when |
                |---|---|
                %s

                ## Fields

                | field | kind | meaning |
                |---|---|---|
                %s
                """, types(), fields());
    }

    private static String types() {
        return Arrays.stream(EventType.values())
                .map(type -> "| `" + type.label() + "` | " + type.meaning() + " |")
                .collect(Collectors.joining("\n"));
    }

    private static String fields() {
        return Arrays.stream(EventField.values())
                .map(field -> "| `" + field.label() + "` | " + field.kind() + " | " + field.meaning() + " |")
                .collect(Collectors.joining("\n"));
    }
}
