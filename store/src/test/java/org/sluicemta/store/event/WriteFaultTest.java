package org.sluicemta.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteFaultTest {
    private final WriteFault fault = new WriteFault(Path.of("log"), Duration.ofSeconds(1));

    @Test
    void saysWhatIsWrongAndWhatToDoWhileItLasts() {
        assertThat(fault.described()).isEmpty();
        fault.met(new IOException("No space left on device"));
        assertThat(fault.described())
                .contains("events: cannot write to log: IOException No space left on device."
                        + " Make room on the disk, or move the log directory");
        fault.over();
        assertThat(fault.described()).isEmpty();
    }

    @Test
    void failsTheEndWithTheLatestUnlessItIsOver() {
        fault.met(new IOException("first"));
        IOException latest = new IOException("latest");
        fault.met(latest);
        assertThatThrownBy(fault::raise)
                .hasMessageContaining("could not be written")
                .hasCause(latest);
        fault.over();
        assertThatCode(fault::raise).doesNotThrowAnyException();
    }
}
