package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapDumpsTest {
    private final HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    private final String before = jvm.getVMOption("HeapDumpPath").getValue();
    private final String dumpedBefore =
            jvm.getVMOption("HeapDumpOnOutOfMemoryError").getValue();

    @TempDir
    Path data;

    @AfterEach
    void restore() {
        jvm.setVMOption("HeapDumpPath", before);
        jvm.setVMOption("HeapDumpOnOutOfMemoryError", dumpedBefore);
    }

    @Test
    void dumpsGoIntoADirectoryOfTheOwnerAndTheNewestIsKept() throws Exception {
        Path dumps = Files.createDirectory(
                data.resolve("dumps"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        for (int i = 0; i < 3; i++) {
            Path dump = Files.writeString(dumps.resolve("java_pid" + (9 - i) + ".hprof"), "");
            Files.setLastModifiedTime(dump, FileTime.from(noon.plusSeconds(i)));
        }

        HeapDumps.into(data);

        assertThat(jvm.getVMOption("HeapDumpPath").getValue()).isEqualTo(dumps.toString());
        assertThat(jvm.getVMOption("HeapDumpOnOutOfMemoryError").getValue()).isEqualTo("true");
        assertThat(dumps)
                .isDirectoryContaining("glob:**/java_pid7.hprof")
                .isDirectoryNotContaining("glob:**/java_pid[89].hprof");
    }

    @Test
    void aDirectoryThatIsMissingIsMadeForTheOwner() throws Exception {
        HeapDumps.into(data);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("dumps"))))
                .isEqualTo("rwx------");
    }
}
