package org.sluicemta.queue.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.disk.OwnerOnlyFile;

/** Segments in a directory that only their owner may open: {@code 00000193a7c2d1e0.mail}, {@code ….moved}. */
final class DiskFiles implements SegmentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DiskFiles.class);
    private static final String SEGMENT = ".mail";
    private static final String MOVED = ".moved";
    private static final int HEX = 16;

    private final Path directory;

    DiskFiles(Path directory) throws IOException {
        this.directory = OwnerOnly.makeDirectory(directory);
    }

    @Override
    public void removeDrafts() throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(directory, ".*.draft")) {
            for (Path draft : drafts) {
                Files.delete(draft);
            }
        }
    }

    @Override
    public Closeable lock() throws IOException {
        FileChannel file =
                OwnerOnly.open(directory.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("The store is open in this process already", e);
        }
        file.close();
        throw new IOException("the content store in " + directory
                + " is in use. Stop the server that works in it, or give this one a data directory of its own");
    }

    private Path file(long segment, String suffix) {
        return directory.resolve(String.format(Locale.ROOT, "%016x%s", segment, suffix));
    }

    @Override
    public Writing create(long segment) throws IOException {
        Path file = file(segment, SEGMENT);
        Writing writing = writing(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        try {
            syncDirectory();
            return writing;
        } catch (IOException e) {
            writing.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    @Override
    public Writing reopen(long segment) throws IOException {
        return writing(file(segment, SEGMENT), Set.of(StandardOpenOption.WRITE));
    }

    private static Writing writing(Path file, Set<OpenOption> options) throws IOException {
        FileChannel channel = OwnerOnly.open(file, options);
        return new Writing() {
            @Override
            public void write(ByteBuffer octets, long position) throws IOException {
                long at = position;
                while (octets.hasRemaining()) {
                    at += channel.write(octets, at);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void truncate(long size) throws IOException {
                channel.truncate(size);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public FileChannel read(long segment) throws IOException {
        return FileChannel.open(file(segment, SEGMENT), StandardOpenOption.READ);
    }

    @Override
    public void delete(long segment) throws IOException {
        Files.deleteIfExists(file(segment, SEGMENT));
    }

    @Override
    public SortedSet<Long> segments() throws IOException {
        return numbers(SEGMENT);
    }

    @Override
    public void writeMoves(long segment, byte[] moves) throws IOException {
        OwnerOnlyFile.replace(file(segment, MOVED), moves);
    }

    @Override
    public byte[] readMoves(long segment) throws IOException {
        return Files.readAllBytes(file(segment, MOVED));
    }

    @Override
    public void deleteMoves(long segment) throws IOException {
        Files.deleteIfExists(file(segment, MOVED));
    }

    @Override
    public SortedSet<Long> moved() throws IOException {
        return numbers(MOVED);
    }

    @Override
    public long usable() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    private SortedSet<Long> numbers(String suffix) throws IOException {
        SortedSet<Long> numbers = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + suffix)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                numbers.add(Long.parseLong(name.substring(0, name.length() - suffix.length()), HEX));
            }
        } catch (NumberFormatException e) {
            throw new IOException(
                    directory + " holds a file that is not of the content store: " + e.getMessage()
                            + ". The directory must be the store's alone; move the file away",
                    e);
        }
        return numbers;
    }

    /** A new file's name must survive a crash, not just its content. */
    private void syncDirectory() throws IOException {
        try (FileChannel opened = FileChannel.open(directory)) {
            opened.force(true);
        }
    }
}
