package org.sluicemta.conf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.disk.OwnerOnlyFile;

/** The configuration of a new server. It runs as it is. */
public final class ShippedConfiguration {
    public static final List<String> FILES = List.of(
            "sluice.xml",
            "smtpserver.xml",
            "mailetcontainer.xml",
            "egress.xml",
            "responses.xml",
            "phrases.xml",
            "tenants.xml");

    /** Of the directory {@code routes/}, which Camel reads: the split that is in force, and examples that are not. */
    public static final List<String> ROUTES = List.of(
            "routes/split.xml",
            "routes/examples/archive-one-tenant.xml",
            "routes/examples/cut-over-by-weight.xml",
            "routes/examples/events-to-file.xml",
            "routes/examples/events-to-http.xml",
            "routes/examples/events-to-kafka.xml");

    private static final String ROOT = "/conf/";

    private ShippedConfiguration() {}

    /** Writes the files that are not there yet, schemas too, and says which. A file that is there is never touched. */
    public static List<Path> copyTo(Path conf) throws IOException {
        List<Path> written = new ArrayList<>();
        OwnerOnly.makeDirectory(conf.resolve("xsd"));
        for (String file : FILES) {
            copy(file, conf.resolve(file), written);
            String schema = "xsd/" + file.replace(".xml", ".xsd");
            copy(schema, conf.resolve(schema), written);
        }
        OwnerOnly.makeDirectory(conf.resolve("routes/examples"));
        for (String route : ROUTES) {
            copy(route, conf.resolve(route), written);
        }
        return written;
    }

    private static void copy(String name, Path target, List<Path> written) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        try (InputStream in = open(name)) {
            OwnerOnlyFile.create(target, in.readAllBytes());
            written.add(target);
        } catch (FileAlreadyExistsException e) {
            // Somebody else made it in the meantime, and theirs stays.
            return;
        }
    }

    /** One of the files, such as {@code egress.xml} or {@code xsd/egress.xsd}. */
    public static InputStream open(String name) {
        return Objects.requireNonNull(
                ShippedConfiguration.class.getResourceAsStream(ROOT + name), () -> "no shipped file " + name);
    }
}
