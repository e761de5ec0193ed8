package org.sluicemta.routes.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sluicemta.disk.OwnerOnlyFile;
import org.sluicemta.event.EventCursor;

/** How far routes have read the events: a small file for each cursor, in the data directory. */
public final class EventCursors {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    private final Path directory;

    public EventCursors(Path directory) {
        this.directory = directory;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Empty if there is none of that name. */
    Optional<EventCursor> read(String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            return Optional.of(EventCursor.parse(
                    Files.readString(file, StandardCharsets.US_ASCII).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " does not hold a place in the events: " + e.getMessage()
                            + ". Delete it to begin anew, or correct it",
                    e);
        }
    }

    /** On disk when this returns. */
    void keep(String name, EventCursor place) throws IOException {
        OwnerOnlyFile.replace(directory.resolve(name), (place + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
