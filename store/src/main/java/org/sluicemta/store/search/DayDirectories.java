package org.sluicemta.store.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.sluicemta.disk.OwnerOnly;

/** The directories of an index: one a day, {@code 2026-11-30}, in UTC. */
final class DayDirectories {
    private static final Pattern NAME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private final Path root;

    DayDirectories(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** Oldest first. */
    List<LocalDate> all() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .map(LocalDate::parse)
                    .sorted()
                    .toList();
        }
    }

    /** Opens one, which is created if missing. */
    Directory open(LocalDate day) throws IOException {
        return FSDirectory.open(OwnerOnly.makeDirectory(path(day)));
    }

    /** Opens one only if it is there. */
    Directory openExisting(LocalDate day) throws IOException {
        return FSDirectory.open(path(day));
    }

    void delete(LocalDate day) throws IOException {
        try (Stream<Path> tree = Files.walk(path(day))) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Size of all files. */
    long octets() throws IOException {
        long octets = 0;
        for (LocalDate day : all()) {
            try (Directory files = openExisting(day)) {
                for (String file : files.listAll()) {
                    octets += length(files, file);
                }
            }
        }
        return octets;
    }

    /** 0 if the file has been merged into another since it was listed. */
    private static long length(Directory files, String file) {
        try {
            return files.fileLength(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private Path path(LocalDate day) {
        return root.resolve(day.toString());
    }
}
