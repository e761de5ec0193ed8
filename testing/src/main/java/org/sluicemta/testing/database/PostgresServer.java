package org.sluicemta.testing.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.testing.process.FreePort;
import org.sluicemta.testing.process.Needed;
import org.sluicemta.testing.process.ProcessRun;

/**
 * A real PostgreSQL, from the system's packages, with a data directory of its own and a free port on loopback. It
 * refuses to run as root, so root runs it as the package's user.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    /** Why a test is skipped. */
    public static final String MISSING =
            "no PostgreSQL server is installed; get it with: apt-get install --no-install-recommends postgresql";

    private final Path binaries;
    private final Path directory;
    private final FreePort port;

    private PostgresServer(Path binaries, Path directory, FreePort port) {
        this.binaries = binaries;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts one; empty if the system has none.
     *
     * @throws AssertionError where {@link Needed} says that it must be there
     */
    public static Optional<PostgresServer> start() throws IOException {
        Optional<Path> binaries = installed();
        if (!Needed.isThere(binaries.isPresent(), MISSING)) {
            return Optional.empty();
        }
        Path directory = Files.createTempDirectory("sluice-postgres");
        PostgresServer server = new PostgresServer(binaries.get(), directory, FreePort.onLoopback());
        server.makeAndStart();
        return Optional.of(server);
    }

    private static Optional<Path> installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private void makeAndStart() throws IOException {
        if (isRoot()) {
            run("chown", "postgres", directory.toString());
        }
        String data = directory.resolve("data").toString();
        asOwner(
                binaries.resolve("initdb").toString(),
                "-D",
                data,
                "-U",
                "sluice",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync");
        asOwner(
                binaries.resolve("pg_ctl").toString(),
                "-D",
                data,
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p " + port.number() + " -c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                        + directory,
                "start");
    }

    /** A fresh database. */
    public DatabaseSettings create(String name) {
        asOwner(
                binaries.resolve("createdb").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port.number()),
                "-U",
                "sluice",
                name);
        return new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + port.number() + "/" + name, "sluice", null);
    }

    @Override
    public void close() {
        asOwner(
                binaries.resolve("pg_ctl").toString(),
                "-D",
                directory.resolve("data").toString(),
                "-m",
                "immediate",
                "stop");
        run("rm", "-rf", directory.toString());
        port.close();
    }

    private void asOwner(String... command) {
        if (!isRoot()) {
            run(command);
            return;
        }
        List<String> words = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        words.addAll(List.of(command));
        run(words.toArray(String[]::new));
    }

    private static boolean isRoot() {
        return ProcessHandle.current().info().user().orElse("").equals("root");
    }

    private void run(String... command) {
        ProcessRun run = ProcessRun.run(PATIENCE, new byte[0], List.of(command), Map.of(), Path.of("/"));
        if (!run.succeeded()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + run.stdout() + run.stderr());
        }
    }
}
