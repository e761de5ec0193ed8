package org.sluicemta.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluicemta.event.EventField;

class EventReferenceTest {
    /** Tests run in the room's directory. */
    private static final Path PAGE = Path.of("../docs/reference/events.md");

    @Test
    void isWhatTheCodeSays() throws Exception {
        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        if (!page.equals(EventReference.page())) {
            Path made = Files.writeString(Path.of("target/events.md"), EventReference.page());
            assertThat(page)
                    .as("docs/reference/events.md is not what the code says; copy %s over it", made)
                    .isEqualTo(EventReference.page());
        }
    }

    @Test
    void listsEveryFieldThatIsWritten() {
        Set<String> known =
                Stream.of(EventField.values()).map(EventField::label).collect(Collectors.toSet());
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            String line = EventJson.line(EventSamples.random(random));
            Stream.of(line.split("(?=[{,]\"[a-z_]+\":)"))
                    .map(part -> part.replaceAll("^[{,]\"([a-z_]+)\":.*", "$1"))
                    .filter(name -> name.matches("[a-z_]+"))
                    .forEach(name -> assertThat(known).contains(name));
        }
    }
}
