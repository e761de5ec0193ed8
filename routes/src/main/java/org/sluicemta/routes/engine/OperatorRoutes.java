package org.sluicemta.routes.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The operator's own routes: every XML file of a directory, in Camel's XML DSL. */
final class OperatorRoutes {
    private OperatorRoutes() {}

    /** Before the context starts. A file that is no route stops the start, named. No directory, no routes. */
    static void load(CamelContext camel, Path directory) throws Exception {
        for (Path file : files(directory)) {
            Resource resource = ResourceHelper.resolveMandatoryResource(camel, "file:" + file.toAbsolutePath());
            try {
                PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
            } catch (Exception e) {
                throw new IllegalArgumentException(
                        file + ": cannot be read as Camel routes: " + e.getMessage()
                                + ". It must be XML with <routes> or <route> as its root",
                        e);
            }
        }
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
