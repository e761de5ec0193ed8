package org.sluicemta.routes.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.xml.io.XmlPullParserLocationException;
import org.apache.camel.xml.io.util.XmlStreamDetector;
import org.apache.camel.xml.io.util.XmlStreamInfo;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.routes.endpoint.RouteServices;

/**
 * The route files of a directory: every {@code *.xml} file in it, in Camel's XML DSL. They form one whole: a route may
 * call one in another file, and exactly one consumes accepted mail. Subdirectories aren't read.
 */
public final class RouteFiles {
    private static final String DIRECTORY = "routes/";
    /** The property {@code {{sluice.home}}} in a route: the server's own directory, above {@code conf/routes}. */
    private static final String HOME = "sluice.home";

    private static final String FORM =
            "Write Camel's XML DSL: <routes>, <route> or <camel> as the root" + " (docs/how-to/write-routes.md)";

    private static final Set<String> ROOTS = Set.of(
            "routes",
            "route",
            "camel",
            "beans",
            "routeConfigurations",
            "routeConfiguration",
            "routeTemplates",
            "routeTemplate",
            "templatedRoutes",
            "templatedRoute",
            "rests",
            "rest",
            "dataFormats",
            "dataFormat");

    private RouteFiles() {}

    /** All problems of the files, with lines. Nothing is started. */
    public static List<Problem> problems(Path directory, EgressPlan plan) {
        try (Loaded loaded = load(RouteContexts.create(plan, RouteFiles::nothingRuns), directory)) {
            return loaded.problems();
        }
    }

    private static RouteServices nothingRuns() {
        throw new IllegalStateException("the routes are only checked");
    }

    /**
     * Routes that can be started.
     *
     * @param name of the context that they run in
     * @throws ConfigurationException with everything that is wrong with the files
     */
    static DefaultCamelContext read(String name, Path directory, EgressPlan plan, Supplier<RouteServices> services)
            throws ConfigurationException {
        Loaded loaded = load(RouteContexts.create(name, plan, services), directory);
        if (!loaded.problems().isEmpty()) {
            loaded.close();
            throw new ConfigurationException(loaded.problems());
        }
        return loaded.camel();
    }

    private record Loaded(DefaultCamelContext camel, List<Problem> problems) implements AutoCloseable {
        @Override
        public void close() {
            camel.stop();
        }
    }

    private static Loaded load(DefaultCamelContext camel, Path directory) {
        List<Problem> problems = new ArrayList<>();
        camel.getPropertiesComponent().addInitialProperty(HOME, home(directory).toString());
        try {
            for (Path file : files(directory)) {
                load(camel, file, problems);
            }
        } catch (IOException e) {
            problems.add(new Problem(directory.toString(), "cannot be read, got " + e, "Check its permissions"));
        }
        if (problems.isEmpty()) {
            problems.addAll(new RouteCheck(camel).problems());
        }
        if (problems.isEmpty()) {
            initialise(camel, problems);
        }
        return new Loaded(camel, problems);
    }

    private static Path home(Path directory) {
        return directory.toAbsolutePath().normalize().resolve("../..").normalize();
    }

    /** The files in the order in which they are loaded; none if there is no directory. */
    public static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static void load(CamelContext camel, Path file, List<Problem> problems) {
        try {
            requireRoot(file);
            Resource resource = ResourceHelper.resolveMandatoryResource(camel, "file:" + file.toAbsolutePath());
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
        } catch (Exception e) { // Camel's loader declares no narrower type
            problems.add(new Problem(place(file, e), "cannot be read as Camel routes: " + Reasons.of(e), FORM));
        }
    }

    /** Camel ignores what it doesn't know. */
    private static void requireRoot(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            XmlStreamInfo found = new XmlStreamDetector(in).information();
            if (!found.isValid()) {
                throw new IOException(String.valueOf(found.getProblem().getMessage()), found.getProblem());
            }
            if (!ROOTS.contains(found.getRootElementName())) {
                throw new IOException("its root is <" + found.getRootElementName() + ">");
            }
        }
    }

    private static String place(Path file, Exception e) {
        String name = DIRECTORY + file.getFileName();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof XmlPullParserLocationException at) {
                return name + ":" + at.getLineNumber();
            }
        }
        return name;
    }

    /** Creates everything that a start creates, without starting it. */
    private static void initialise(DefaultCamelContext camel, List<Problem> problems) {
        try {
            camel.init();
        } catch (Exception e) { // as above
            problems.add(new Problem(
                    e instanceof FailedToCreateRouteException route ? place(route.getLocation()) : DIRECTORY,
                    Reasons.of(e),
                    "Correct the route"));
        }
    }

    /** {@code routes/split.xml:7}, from Camel's {@code file:/…/routes/split.xml:7}. */
    static String place(@Nullable String location) {
        return location == null ? DIRECTORY : DIRECTORY + location.substring(location.lastIndexOf('/') + 1);
    }
}
