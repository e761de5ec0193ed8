package org.sluicemta.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Random;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.suppression.CsvEntryLines;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.suppression.EntryFields;
import org.sluicemta.store.suppression.ImportReport;
import org.sluicemta.store.suppression.ImportSettings;
import org.sluicemta.store.suppression.SuppressionImport;
import org.sluicemta.store.suppression.SuppressionTargets;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/**
 * What the suppression list costs: {@code SuppressionBench DIRECTORY ENTRIES [JDBC-URL USER]} imports a generated CSV
 * into the embedded database below the directory, or the one named, and prints time on the clock and of the CPU, then
 * the cost of lookups and the memory of the filter, and what 100 million entries would take by its 11 bits an entry.
 */
public final class SuppressionBench {
    private static final int LOOK_UPS = 200_000;
    private static final long HUNDRED_MILLION = 100_000_000L;

    private final DatabaseSuppressionList list;

    private SuppressionBench(DatabaseSuppressionList list) {
        this.list = list;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: SuppressionBench DIRECTORY ENTRIES [JDBC-URL USER]");
            System.exit(64);
        }
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int entries = Integer.parseInt(arguments[1]);
        DatabaseSettings settings = arguments.length > 2
                ? new DatabaseSettings(arguments[2], arguments[3], null)
                : new DatabaseSettings("jdbc:derby:" + directory.resolve("derby"), null, null);
        try (Database database = Database.open(settings, directory)) {
            SuppressionBench bench = new SuppressionBench(new DatabaseSuppressionList(
                    database, new SuppressionTargets(false), Duration.ofDays(30), InstantSource.system()));
            if (entries == 0) {
                bench.loading();
            } else {
                bench.importing(file(directory, entries), entries);
            }
            bench.lookingUp("not on the list", "absent");
            bench.lookingUp("on the list", "user");
            print(
                    "filter: %.1f MiB for %d entries; 100 million at 11 bits each: %.0f MiB",
                    bench.list.filterBytes() / 1048576.0, entries, HUNDRED_MILLION * 11 / 8 / 1048576.0);
        }
    }

    private void loading() {
        long start = System.nanoTime();
        list.load();
        print(
                "filter loaded in %.1f s: %d entries, %.1f MiB",
                seconds(start), list.size(), list.filterBytes() / 1048576.0);
        start = System.nanoTime();
        list.add(new Suppression(
                "refresh@example.org",
                new SuppressionScope.Global(),
                SuppressionReason.MANUAL,
                "bench",
                null,
                "bench",
                InstantSource.system().instant(),
                null));
        list.refresh();
        print("refreshed after a change in %.3f s", seconds(start));
    }

    /** In random order, as lists come. */
    private static Path file(Path directory, int entries) throws IOException {
        Path file = directory.resolve("list.csv");
        Random random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("target,tenant,reason\n");
            for (int i = 0; i < entries; i++) {
                out.write(address("user", i, random.nextInt()) + ",acme,hard-bounce\n");
            }
            out.write("not an address@\n");
        }
        return file;
    }

    private static String address(String name, int number, int shuffle) {
        return Integer.toUnsignedString(number * 0x9E3779B1, 36) + "." + name + number + "@example"
                + Math.floorMod(shuffle, 5_000) + ".org";
    }

    private void importing(Path file, int entries) throws IOException {
        ImportSettings settings = new ImportSettings(
                new SuppressionScope.Global(), SuppressionReason.MANUAL, "import:list.csv", "bench", false);
        Instant now = InstantSource.system().instant();
        long start = System.nanoTime();
        long cpu = cpu();
        try (Reader in = Files.newBufferedReader(file)) {
            ImportReport report = new SuppressionImport(list)
                    .run(
                            CsvEntryLines.ofFile(in),
                            new EntryFields(settings, SuppressionScope::of, now),
                            (step, done, total) -> {
                                if (done % 200_000 == 0 && done > 0) {
                                    print("  %s %d after %.1f s", step, done, seconds(start));
                                }
                            });
            print(
                    "import: %d added, %d bad, %.1f s on the clock, %.1f s of CPU, %.0f entries/s",
                    report.added(), report.bad(), seconds(start), (cpu() - cpu) / 1e9, entries / seconds(start));
        }
    }

    private void lookingUp(String what, String name) {
        Random random = new Random(1);
        long start = System.nanoTime();
        int suppressed = 0;
        for (int i = 0; i < LOOK_UPS; i++) {
            EmailAddress address = EmailAddress.parse(address(name, i, random.nextInt()));
            suppressed += list.check(address, new TenantId("acme"), new StreamId("marketing"))
                            instanceof SuppressionDecision.Suppressed
                    ? 1
                    : 0;
        }
        print(
                "look-up of what is %s: %.2f us, %d of %d suppressed",
                what, seconds(start) * 1e6 / LOOK_UPS, suppressed, LOOK_UPS);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
