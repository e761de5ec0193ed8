package org.sluicemta.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.config.Problem;

/**
 * Writes small files that only their owner may read: keys, secrets, the address of a running server. The content is on
 * disk under a temporary name before the file gets its own. A crash therefore leaves the old file, the new one or none.
 */
public final class OwnerOnlyFile {
    private OwnerOnlyFile() {}

    /**
     * Creates a file and its missing parent directories.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it exists; it is left as it is
     */
    public static void create(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            // Unlike a rename, a link fails when the name is taken. When two processes race, the first file stays.
            Files.createLink(file, draft);
        } finally {
            Files.delete(draft);
        }
        syncDirectory(file);
    }

    /** Creates or replaces a file. Readers see either the old content or the new. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        syncDirectory(file);
    }

    /**
     * The problem with the file's permissions, if anyone but its owner can open it.
     *
     * @param what what the file holds: {@code the private key}
     */
    public static Optional<Problem> exposure(Path file, String what) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (OwnerOnly.FILE.containsAll(permissions)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                file.toString(),
                "others may read " + what + ": permissions are " + PosixFilePermissions.toString(permissions),
                "Run: chmod 600 " + file));
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        Path directory = OwnerOnly.makeDirectory(directory(file));
        Path draft = Files.createTempFile(directory, "." + file.getFileName(), ".draft", OwnerOnly.file());
        try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer octets = ByteBuffer.wrap(content);
            while (octets.hasRemaining()) {
                out.write(octets);
            }
            out.force(true);
            return draft;
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    }

    /** The new name must survive a crash too. */
    private static void syncDirectory(Path file) throws IOException {
        try (FileChannel directory = FileChannel.open(directory(file))) {
            directory.force(true);
        }
    }
}
