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
 * Removes everybody else's permissions from our own files and directories. We can't change what belongs to another
 * user, such as a configuration owned by root and readable by our group; it is refused if strangers may open it. A
 * read-only mount stays as it is, because containers get their configuration that way. Problems are collected rather
 * than thrown.
 */
public final class Narrowing {
    private static final Logger LOG = LoggerFactory.getLogger(Narrowing.class);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE);

    private final List<Problem> problems = new ArrayList<>();
    private int narrowed;

    /** What has to be narrowed but couldn't be. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** A directory whose whole content is ours. It is closed first, because then nothing below it can be reached. */
    public void wholeTree(Path directory) throws IOException {
        if (Files.isDirectory(directory)
                && isWide(attributes(directory.toRealPath()))
                && !isShared(directory.toRealPath())) {
            tree(directory, Set.of());
        }
    }

    /**
     * A directory that people also write to, so each file is checked every time.
     *
     * @param apart files and directories left to their own readers, which refuse them
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

    /** One directory, without its content. */
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
            // Removed in the meantime, as temporary files are.
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

    /** Closing a directory that others also use, such as /var/log, would lock them out. */
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
