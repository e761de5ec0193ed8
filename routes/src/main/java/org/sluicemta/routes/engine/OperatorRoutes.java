package org.sluicemta.routes.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The operator's own routes: every XML file of a directory, in Camel's XML DSL. */
public final class OperatorRoutes {
    private OperatorRoutes() {}

    /** Before the context starts. A file that is no route stops the start, named. No directory, no routes. */
    static void load(CamelContext camel, Path directory) throws Exception {
        for (Path file : files(directory)) {
            loadFile(camel, file);
        }
    }

    private static void loadFile(CamelContext camel, Path file) throws Exception {
        Resource resource = ResourceHelper.resolveMandatoryResource(camel, "file:" + file.toAbsolutePath());
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    file + ": cannot be read as Camel routes: " + reason(e)
                            + ". It must be XML with <routes> or <route> as its root",
                    e);
        }
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** What is wrong with the files, one text for each that is no route. Nothing is started. */
    public static List<String> problems(Path directory) throws IOException {
        List<String> problems = new ArrayList<>();
        CamelContext camel = CamelContexts.create();
        try {
            for (Path file : files(directory)) {
                try {
                    loadFile(camel, file);
                } catch (Exception e) { // what Camel's loader throws has no narrower type
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        } finally {
            camel.stop();
        }
        return problems;
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }
}
