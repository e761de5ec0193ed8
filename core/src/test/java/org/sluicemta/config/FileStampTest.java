package org.sluicemta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    @TempDir
    private Path directory;

    @Test
    void staysTheSameWhileTheFileDoes() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "one");
        assertThat(FileStamp.of(file)).isEqualTo(FileStamp.of(file));
    }

    @Test
    void seesAnotherFileThatIsAsOldAndAsLong() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "one");
        FileStamp before = FileStamp.of(file);
        Path other = Files.writeString(directory.resolve("b"), "two");
        Files.setLastModifiedTime(other, before.modified());
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(FileStamp.of(file)).isNotEqualTo(before);
    }

    @Test
    void seesFilesThatCameOrWent() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "one");
        List<FileStamp> before = FileStamp.of(List.of(file));
        Path other = Files.writeString(directory.resolve("b"), "two");
        assertThat(FileStamp.of(List.of(file, other))).isNotEqualTo(before);
        Files.delete(file);
        assertThatThrownBy(() -> FileStamp.of(List.of(file))).isInstanceOf(IOException.class);
    }
}
