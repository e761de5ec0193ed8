package org.sluicemta.disk;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions of everything that the server makes: 0700 for directories, 0600 for files, set as they are created. */
public final class OwnerOnly {
    public static final Set<PosixFilePermission> FILE = Set.of(OWNER_READ, OWNER_WRITE);
    public static final Set<PosixFilePermission> DIRECTORY = Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

    private OwnerOnly() {}

    /** For the calls of {@link Files} that create a file. */
    public static FileAttribute<Set<PosixFilePermission>> file() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }

    /** For the calls of {@link Files} that create a directory. */
    public static FileAttribute<Set<PosixFilePermission>> directory() {
        return PosixFilePermissions.asFileAttribute(DIRECTORY);
    }

    /** Makes the directory and those above it that are missing. One that is there stays as it is. */
    public static Path makeDirectory(Path directory) throws IOException {
        return Files.createDirectories(directory, directory());
    }

    /** Opens a file; one that the options create gets its permissions before anything is in it. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, file());
    }
}
