package org.sluicemta.store.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sluicemta.settings.DatabaseSettings;

/**
 * A real PostgreSQL, from the system's packages, with a data directory of its own and a free port on loopback. It
 * refuses to run as root, so under root it runs as the user that the package made.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path binaries;
    private final Path directory;
    private final int port;

    private PostgresServer(Path binaries, Path directory, int port) {
        this.binaries = binaries;
        this.directory = directory;
        this.port = port;
    }

    /** Starts one, or is empty when the system has none. */
    public static Optional<PostgresServer> start() throws IOException {
        Optional<Path> binaries = installed();
        if (binaries.isEmpty()) {
            return Optional.empty();
        }
        Path directory = Files.createTempDirectory("sluice-postgres");
        PostgresServer server = new PostgresServer(binaries.get(), directory, freePort());
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
        asOwner(binaries.resolve("initdb").toString(), "-D", data, "-U", "sluice", "-A", "trust", "-E", "UTF8");
        asOwner(
                binaries.resolve("pg_ctl").toString(),
                "-D",
                data,
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory,
                "start");
    }

    /** A fresh database. */
    public DatabaseSettings create(String name) {
        asOwner(
                binaries.resolve("createdb").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "sluice",
                name);
        return new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + port + "/" + name, "sluice", null);
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(String... command) {
        try {
            Path output = directory.resolveSibling(directory.getFileName() + ".out");
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            String said = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
