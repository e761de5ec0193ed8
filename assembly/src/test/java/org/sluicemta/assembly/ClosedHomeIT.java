package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.smtp.SmtpSink;

/** No other user of the machine sees anything of a server, whatever umask it was started with. */
class ClosedHomeIT {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    @TempDir
    Path above;

    private Path home;

    @BeforeEach
    void openTheWay() throws IOException {
        home = above.resolve("home");
        Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aFirstStartMakesEverythingUnreachable() throws Exception {
        runOnce("022");

        assertThat(reachable()).isEmpty();
        assertThat(openFiles(file -> !file.toString().contains("/broker/")))
                .as("open by themselves")
                .isEmpty();
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosed() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Path old = Files.createDirectories(home.resolve("data/old"));
        Files.writeString(old.resolve("log1.dat"), "a CRAM-MD5 key");
        Files.createDirectories(home.resolve("log"));
        Path events = Files.writeString(home.resolve("log/events-20260101-000000-001.jsonl"), "");
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : all.toList()) {
                Files.setPosixFilePermissions(
                        each, PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwxrwxrwx" : "rw-rw-rw-"));
            }
        }
        runOnce("000");

        assertThat(Files.getPosixFilePermissions(events)).isSubsetOf(OWNER);
        assertThat(openFiles(file -> file.startsWith(old))).isEmpty();
        assertThat(reachable()).isEmpty();
        assertThat(openFiles(file -> file.startsWith(home.resolve("conf")))).isEmpty();
    }

    private void runOnce(String umask) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "umask " + umask + "; exec \"$@\"", "bash"));
        command.addAll(TestServers.command(home));
        try (SmtpSink sink = SmtpSink.start();
                ServerProcess server = ServerProcess.start(
                        command, TestServers.relayingTo(sink.port()), above.resolve("errors.log"), BOUND)) {
            assertThat(server).isNotNull();
        }
    }

    /** What another user can open: itself open, and every directory above it as well. */
    private List<Path> reachable() throws IOException {
        List<Path> found = new ArrayList<>();
        TreeMap<Path, Boolean> open = new TreeMap<>();
        try (Stream<Path> all = Files.walk(above)) {
            for (Path each : all.sorted().toList()) {
                boolean way = each.equals(above) || open.getOrDefault(each.getParent(), false);
                open.put(each, way && isOpen(each));
                if (open.get(each) && each.startsWith(home)) {
                    found.add(each);
                }
            }
        }
        return found;
    }

    private List<Path> openFiles(Predicate<Path> which) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : all.filter(which).toList()) {
                if (isOpen(each)) {
                    found.add(each);
                }
            }
        }
        return found;
    }

    private static boolean isOpen(Path path) throws IOException {
        return !OWNER.containsAll(Files.getPosixFilePermissions(path));
    }
}
