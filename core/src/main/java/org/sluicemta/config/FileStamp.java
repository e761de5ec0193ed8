package org.sluicemta.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a file is still the one that was read. The key (an inode number) is needed because certbot and
 * Kubernetes replace files instead of writing to them, possibly with one of the same age and length. Take the stamp
 * before reading the file, so that a change during the read is noticed next time.
 *
 * @param key null where the file system has none
 */
public record FileStamp(
        Path file, FileTime modified, long size, @Nullable Object key) {
    /** @throws IOException when the file doesn't exist */
    public static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(file, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    /** One stamp per file, in the same order. */
    public static List<FileStamp> of(Collection<Path> files) throws IOException {
        List<FileStamp> stamps = new ArrayList<>(files.size());
        for (Path file : files) {
            stamps.add(of(file));
        }
        return List.copyOf(stamps);
    }
}
