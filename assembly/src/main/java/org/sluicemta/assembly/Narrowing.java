package org.sluicemta.assembly;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.config.Problem;
import org.sluicemta.disk.OwnerOnly;

/**
 * Takes the rights of everybody else from files and directories that are ours. What belongs to another user, such as a
 * configuration that root owns and our group may read, cannot be changed by us: it is refused when strangers may open
 * it. A read-only mount stays as it is, because that is how containers are given their configuration. Problems are
 * collected; nothing else is thrown for them.
 */
public final class Narrowing {
    private static final Logger LOG = LoggerFactory.getLogger(Narrowing.class);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE);

    private final List<Problem> problems = new ArrayList<>();
    private int narrowed;

    /** What could not be narrowed and must be. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** A directory whose whole content is ours. Once it is closed, nothing below it can be reached: so it goes first. */
    public void wholeTree(Path directory) throws IOException {
        if (Files.isDirectory(directory)
                && isWide(attributes(directory.toRealPath()))
                && !isShared(directory.toRealPath())) {
            tree(directory, Set.of());
        }
    }

    /**
     * A directory that people write into as well: each file is looked at every time.
     *
     * @param apart files and directories that are left to their own readers, which refuse them
     */
    public void tree(Path directory, Collection<Path> apart) throws IOException {
        int before = narrowed;
        Files.walkFileTree(directory.toRealPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes basic) throws IOException {
                narrow(each, OwnerOnly.DIRECTORY);
                return apart.contains(each) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes basic) throws IOException {
                if (basic.isRegularFile() && !apart.contains(each)) {
                    narrow(each, OwnerOnly.FILE);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        if (narrowed > before) {
            LOG.warn(
                    "{}: {} files and directories were readable by other users of this machine; that has been fixed."
                            + " If there are such users, replace the keys and passwords in it",
                    directory,
                    narrowed - before);
        }
    }

    /** One directory, without what is in it. */
    public void directory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            narrow(directory.toRealPath(), OwnerOnly.DIRECTORY);
        }
    }

    private void narrow(Path path, Set<PosixFilePermission> most) throws IOException {
        PosixFileAttributes found = attributes(path);
        if (!isWide(found)) {
            return;
        }
        Set<PosixFilePermission> kept = EnumSet.copyOf(found.permissions());
        kept.retainAll(OwnerOnly.DIRECTORY);
        try {
            Files.setPosixFilePermissions(path, kept.isEmpty() ? most : kept);
            narrowed++;
        } catch (NoSuchFileException e) {
            // Gone in the meantime, as temporary files go.
            return;
        } catch (FileSystemException notOurs) {
            judge(path, found);
        }
    }

    private void judge(Path path, PosixFileAttributes found) throws IOException {
        boolean open = found.permissions().stream().anyMatch(OTHERS::contains);
        if (open && !Files.getFileStore(path).isReadOnly()) {
            problems.add(new Problem(
                    path.toString(),
                    "other users of this machine may open it: permissions are "
                            + PosixFilePermissions.toString(found.permissions()) + ", owner is "
                            + found.owner().getName(),
                    "As its owner run: chmod o-rwx " + path));
        }
    }

    /** Closing a directory that others use too, as /var/log is, would stop them. */
    private boolean isShared(Path directory) throws IOException {
        UserPrincipal owner = attributes(directory).owner();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!attributes(entry).owner().equals(owner)) {
                    problems.add(new Problem(
                            directory.toString(),
                            "other users have files in it and may open ours",
                            "Give Sluice a directory of its own, such as " + directory.resolve("sluice")));
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isWide(PosixFileAttributes attributes) {
        return !OwnerOnly.DIRECTORY.containsAll(attributes.permissions());
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
    }
}
