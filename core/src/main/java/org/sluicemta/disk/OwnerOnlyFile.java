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
 * Writes small files that only their owner may read: keys, secrets, where a running server is reached. The content is
 * on disk under another name before the file has its own, so a crash leaves the old file, the new one or none.
 */
public final class OwnerOnlyFile {
    private OwnerOnlyFile() {}

    /**
     * Makes a file, and the directories above it.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one; it stays as it is
     */
    public static void create(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            // A link fails when the name is taken, which a rename would not: of two processes at once, one's file
            // stays.
            Files.createLink(file, draft);
        } finally {
            Files.delete(draft);
        }
        syncDirectory(file);
    }

    /** Makes a file, or puts another in its place: a reader sees the old one or the new one. */
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
     * What is wrong when anybody but its owner may open the file.
     *
     * @param what is in it: {@code the private key}
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

    /** The new name must survive a crash as well as the content. */
    private static void syncDirectory(Path file) throws IOException {
        try (FileChannel directory = FileChannel.open(directory(file))) {
            directory.force(true);
        }
    }
}
