package org.sluicemta.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFileTest {
    @TempDir
    Path directory;

    @Test
    void createdFilesAndTheDirectoriesAboveThemAreForTheirOwnerOnly() throws Exception {
        Path file = directory.resolve("keys/dkim/a.key");
        OwnerOnlyFile.create(file, "secret".getBytes(US_ASCII));

        assertThat(file).hasContent("secret");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(directory.resolve("keys"))).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("keys/dkim"))).isEqualTo("rwx------");
    }

    @Test
    void createLeavesAFileThatIsThere() throws Exception {
        Path file = Files.writeString(directory.resolve("a.key"), "old");

        assertThatThrownBy(() -> OwnerOnlyFile.create(file, "new".getBytes(US_ASCII)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("a.key");
    }

    @Test
    void replaceClosesWhatWasOpenAndLeavesNoDraft() throws Exception {
        Path file = Files.writeString(directory.resolve("a.key"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        OwnerOnlyFile.replace(file, "new".getBytes(US_ASCII));

        assertThat(file).hasContent("new");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(names()).containsExactly("a.key");
    }

    @Test
    void aDraftThatCannotGetItsNameIsTakenAway() throws Exception {
        Path taken = directory.resolve("a.key");
        Files.createDirectories(taken.resolve("full"));

        assertThatThrownBy(() -> OwnerOnlyFile.replace(taken, "new".getBytes(US_ASCII)))
                .isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("a.key");
    }

    @Test
    void saysWhoMayReadAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("a.key"), "secret");
        for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertThat(OwnerOnlyFile.exposure(file, "the key"))
                    .hasValueSatisfying(problem ->
                            assertThat(problem.toString()).contains(file.toString(), open, "chmod 600 " + file));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(OwnerOnlyFile.exposure(file, "the key")).isEmpty();
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
