package org.sluicemta.assembly;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.sluicemta.disk.OwnerOnly;

/**
 * Where Java writes a heap dump when memory runs out. It contains mail and passwords, so it goes into the data
 * directory and not into the current directory. A process that fails again and again would fill the disk, so a start
 * keeps only the newest.
 */
final class HeapDumps {
    private static final String DIRECTORY = "dumps";

    private HeapDumps() {}

    static void into(Path data) throws IOException {
        Path directory = OwnerOnly.makeDirectory(data.resolve(DIRECTORY));
        for (Path old : newestFirst(directory).stream().skip(1).toList()) {
            Files.deleteIfExists(old);
        }
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        jvm.setVMOption("HeapDumpPath", directory.toString());
        // Not in the launcher: before this line a dump would go into the current directory.
        jvm.setVMOption("HeapDumpOnOutOfMemoryError", "true");
    }

    private static List<Path> newestFirst(Path directory) throws IOException {
        record Dump(Path file, FileTime written) {}
        List<Dump> dumps = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                dumps.add(new Dump(file, Files.getLastModifiedTime(file)));
            }
        }
        dumps.sort(Comparator.comparing(Dump::written).reversed());
        return dumps.stream().map(Dump::file).toList();
    }
}
