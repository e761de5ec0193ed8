package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.crash.CrashAccount;
import org.sluicemta.testing.crash.CrashRun;
import org.sluicemta.testing.crash.ServerProcess;
import org.sluicemta.testing.process.ProcessRun;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** The broker's disk is a small one of its own, which needs a user who may mount. */
class FullDiskIT {
    /** Past the first retry: what a flush at the start did not see comes by itself, what is lost never does. */
    private static final Duration BOUND = Duration.ofMinutes(12);

    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final SinkScript LATER =
            SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA).answer(451, "4.3.0 later"));

    @TempDir
    private Path home;

    private Path disk;

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectories(home.resolve("data/broker"));
        ProcessRun mount = ProcessRun.run(COMMAND, "mount", "-t", "tmpfs", "-o", "size=250m", "tmpfs", disk.toString());
        assumeTrue(mount.succeeded(), () -> "no disk can be mounted here: " + mount.stderr());
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Path settings = home.resolve("conf/sluice.xml");
        // Little memory, so that lanes and slots are in pages, which grow when the disk is full.
        Files.writeString(
                settings, Files.readString(settings).replace("address-memory=\"4MiB\"", "address-memory=\"3MiB\""));
    }

    @AfterEach
    void unmount() throws IOException {
        ProcessRun.run(COMMAND, "umount", disk.toString());
    }

    /** While mail comes in and is put off, the disk fills up from one moment to the next, faster than it is watched. */
    @Test
    void everyMessageAnswered250ArrivesAfterTheDiskWasFull() throws Exception {
        try (SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback().withRetention(100, 0))) {
            sink.script(LATER);
            CrashRun run =
                    new CrashRun(() -> start(sink), server -> fill(server, sink), sink, "load@crash.example.test");

            CrashAccount account = run.run(1, 20_000, 2_000, 20, BOUND);

            assertThat(account.answered()).isGreaterThanOrEqualTo(2_000);
            assertThat(account.missing()).isEmpty();
        }
    }

    private ServerProcess start(SmtpSink sink) throws IOException, InterruptedException {
        ServerProcess server = ServerProcess.start(
                TestServers.command(home), TestServers.relayingTo(sink.port()), home.resolve("errors.log"), BOUND);
        TestServers.cli(home, "", "queue", "flush", "pool=transactional").orThrow();
        return server;
    }

    private void fill(ServerProcess server, SmtpSink sink) throws IOException, InterruptedException {
        Path hog = disk.resolve("hog");
        try (FileChannel file = FileChannel.open(hog, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(1 << 20);
            while (true) {
                block.clear();
                file.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
        server.awaitEnd(Duration.ofSeconds(20)); // Unless it saw the disk fill up and refused everything in time.
        server.kill();
        Files.delete(hog);
        sink.script(SinkScript.acceptAll());
    }
}
