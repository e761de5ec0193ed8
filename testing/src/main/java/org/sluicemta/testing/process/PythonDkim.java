package org.sluicemta.testing.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Debian's python3-dkim, which shares no code with us. */
public final class PythonDkim {
    public static final String MISSING = "python3-dkim and python3-nacl are not installed;"
            + " get them with: apt-get install --no-install-recommends python3-dkim python3-nacl";
    private static final String PYTHON = "/usr/bin/python3";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SCRIPT = """
            import sys, dkim
            records = dict(line.split(' ', 1) for line in sys.argv[1].splitlines())
            verifier = dkim.DKIM(sys.stdin.buffer.read())
            find = lambda name, timeout=5: records[name.decode().rstrip('.')].encode()
            count = sum(1 for name, value in verifier.headers if name.lower() == b'dkim-signature')
            print(all(verifier.verify(i, dnsfunc=find) for i in range(count)) and count)
            """;

    private PythonDkim() {}

    /** Whether it and what it needs for Ed25519 are installed. */
    public static boolean isInstalled() {
        return Files.isExecutable(Path.of(PYTHON))
                && ProcessRun.run(PATIENCE, PYTHON, "-c", "import dkim, nacl").exitCode() == 0;
    }

    /**
     * The number of signatures when all of them hold, else False or a stack trace.
     *
     * @param records the published keys, by the names of their DNS records
     */
    public static String verify(byte[] message, Map<String, String> records) {
        String zone = records.entrySet().stream()
                .map(record -> record.getKey() + " " + record.getValue())
                .collect(Collectors.joining("\n"));
        ProcessRun run = ProcessRun.run(PATIENCE, message, List.of(PYTHON, "-c", SCRIPT, zone));
        return (run.stdout() + run.stderr()).strip();
    }
}
