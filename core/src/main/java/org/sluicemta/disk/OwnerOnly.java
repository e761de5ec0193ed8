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

/** Permissions of everything the server creates: 0700 for directories, 0600 for files, set at creation. */
public final class OwnerOnly {
    public static final Set<PosixFilePermission> FILE = Set.of(OWNER_READ, OWNER_WRITE);
    public static final Set<PosixFilePermission> DIRECTORY = Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

    private OwnerOnly() {}

    /** File attributes for methods of {@link Files} that create a file. */
    public static FileAttribute<Set<PosixFilePermission>> file() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }

    /** File attributes for methods of {@link Files} that create a directory. */
    public static FileAttribute<Set<PosixFilePermission>> directory() {
        return PosixFilePermissions.asFileAttribute(DIRECTORY);
    }

    /** Creates the directory and its missing parents. Existing ones are left as they are. */
    public static Path makeDirectory(Path directory) throws IOException {
        return Files.createDirectories(directory, directory());
    }

    /** Opens a file. If the options create it, it has its permissions before it has content. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return FileChannel.open(file, options, file());
    }
}
