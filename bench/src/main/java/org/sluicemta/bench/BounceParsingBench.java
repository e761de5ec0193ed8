package org.sluicemta.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.sluicemta.bounce.BounceLimits;
import org.sluicemta.bounce.BounceProcessor;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.config.ConfigurationException;

/**
 * How fast the bounce processor parses: {@code BounceParsingBench FOLDER [ROUNDS]} reads every message below the folder into
 * memory, parses all of them ROUNDS times (20 unless said) after as many to warm up, and prints messages a second of one
 * core's time. CPU time is what is counted, so that other work on the machine does not.
 */
public final class BounceParsingBench {
    private BounceParsingBench() {}

    public static void main(String[] arguments) throws IOException, ConfigurationException {
        if (arguments.length < 1) {
            System.err.println("usage: BounceParsingBench FOLDER [ROUNDS]");
            System.exit(64);
        }
        List<byte[]> messages = messages(Path.of(arguments[0]));
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        ServerConfiguration shipped = shipped();
        BounceProcessor processor = new BounceProcessor(BounceLimits.defaults(), shipped.responses(), shipped::phrases);
        run(processor, messages, rounds);
        double seconds = run(processor, messages, rounds);
        System.out.printf(
                Locale.ROOT,
                "%d messages, %.0f KiB on average: %.0f messages/s on one core%n",
                messages.size(),
                messages.stream().mapToInt(message -> message.length).average().orElse(0) / 1024,
                messages.size() * rounds / seconds);
    }

    private static ServerConfiguration shipped() throws IOException, ConfigurationException {
        Path home = Files.createTempDirectory("bounce-parsing-bench");
        ShippedConfiguration.copyTo(home);
        return new ConfigurationLoader(ChainClassCheck.NONE).load(home, home, Map.of());
    }

    private static List<byte[]> messages(Path folder) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".json") && !name.endsWith(".jsonl") && !name.equals("README")) {
                    messages.add(Files.readAllBytes(file));
                }
            }
        }
        return messages;
    }

    /** Seconds of this thread's CPU time for {@code rounds} rounds. */
    private static double run(BounceProcessor processor, List<byte[]> messages, int rounds) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            messages.forEach(processor::parse);
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    }
}
