package org.sluicemta.conf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The directory of route files. Camel reads them; only changes matter here. */
final class RouteDirectory {
    static final String PREFIX = "routes/";

    private RouteDirectory() {}

    /** Each relevant file by its path below the configuration, {@code routes/split.xml}. */
    static Map<String, String> contents(Path confDir) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files(confDir.resolve("routes"))) {
            contents.put(PREFIX + file.getFileName(), Files.readString(file));
        }
        return contents;
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList();
        }
    }
}
