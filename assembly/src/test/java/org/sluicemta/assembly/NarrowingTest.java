package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarrowingTest {
    @TempDir
    Path directory;

    private final Narrowing narrowing = new Narrowing();
    private Path tree;
    private Path below;
    private Path file;

    @BeforeEach
    void makeAnOpenTree() throws IOException {
        tree = Files.createDirectory(directory.resolve("data"));
        below = Files.createDirectory(tree.resolve("broker"));
        file = Files.writeString(below.resolve("journal"), "mail");
        set(tree, "rwxr-xr-x");
        set(below, "rwxrwxr-x");
        set(file, "rw-r--r--");
    }

    @Test
    void closesATreeThatIsOurs() throws Exception {
        narrowing.wholeTree(tree);

        assertThat(narrowing.problems()).isEmpty();
        assertThat(of(tree)).isEqualTo("rwx------");
        assertThat(of(below)).isEqualTo("rwx------");
        assertThat(of(file)).isEqualTo("rw-------");
    }

    @Test
    void closesATreeBehindALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), tree);

        narrowing.wholeTree(link);

        assertThat(of(tree)).isEqualTo("rwx------");
        assertThat(of(file)).isEqualTo("rw-------");
    }

    @Test
    void doesNotFollowLinksOutOfATree() throws Exception {
        Path outside = Files.writeString(directory.resolve("outside"), "x");
        set(outside, "rw-r--r--");
        Files.createSymbolicLink(tree.resolve("link"), outside);

        narrowing.tree(tree, Set.of());

        assertThat(of(outside)).isEqualTo("rw-r--r--");
    }

    @Test
    void leavesWhatIsApart() throws Exception {
        narrowing.tree(tree, Set.of(file));

        assertThat(of(below)).isEqualTo("rwx------");
        assertThat(of(file)).isEqualTo("rw-r--r--");
    }

    @Test
    void keepsWhatTheOwnerMayNotDo() throws Exception {
        set(file, "r--r--r--");

        narrowing.tree(tree, Set.of());

        assertThat(of(file)).isEqualTo("r--------");
    }

    @Test
    void refusesADirectoryThatOthersUseToo() throws Exception {
        changeOwner(file);
        changeOwner(below);

        narrowing.wholeTree(tree);

        assertThat(of(tree)).as("others go on using it").isEqualTo("rwxr-xr-x");
        assertThat(narrowing.problems())
                .singleElement()
                .asString()
                .contains(tree.toString(), "other users have files in it", "a directory of its own");
    }

    /** Only root may give files away. */
    private static void changeOwner(Path path) throws IOException {
        try {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (FileSystemException e) {
            assumeTrue(false, "not root, so no file can belong to another user: " + e.getMessage());
        }
    }

    private static void set(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String of(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
