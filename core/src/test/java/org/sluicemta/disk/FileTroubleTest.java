package org.sluicemta.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    @TempDir
    Path directory;

    @Test
    void saysWhatIsWrongAndNotTheNameAlone() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        Path none = directory.resolve("none");

        assertThat(trouble(() -> Files.readString(none))).isEqualTo(none + " does not exist");
        assertThat(trouble(() -> Files.createDirectory(file))).isEqualTo(file + " exists already");
        assertThat(trouble(() -> Files.list(file).close())).isEqualTo(file + " is not a directory");
        assertThat(trouble(() -> Files.createFile(file.resolve("below"))))
                .isEqualTo(file.resolve("below") + ": Not a directory");
        assertThat(FileTrouble.of(new AccessDeniedException("/x"))).startsWith("/x is not open to this user. Run as");
        assertThat(FileTrouble.of(new EOFException())).isEqualTo("EOFException");
    }

    private static String trouble(ThrowingCallable call) {
        return FileTrouble.of(catchThrowableOfType(IOException.class, call));
    }
}
