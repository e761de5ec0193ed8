package org.sluicemta.keys.dkim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Debian's python3-dkim, which shares no code with us. */
final class PythonVerifier {
    static final String MISSING = "python3-dkim and python3-nacl are not installed;"
            + " get them with: apt-get install --no-install-recommends python3-dkim python3-nacl";
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final String SCRIPT = """
            import sys, dkim
            records = dict(line.split(' ', 1) for line in sys.argv[1].splitlines())
            verifier = dkim.DKIM(sys.stdin.buffer.read())
            find = lambda name, timeout=5: records[name.decode().rstrip('.')].encode()
            count = sum(1 for name, value in verifier.headers if name.lower() == b'dkim-signature')
            print(all(verifier.verify(i, dnsfunc=find) for i in range(count)) and count)
            """;

    private PythonVerifier() {}

    static boolean isInstalled() throws IOException, InterruptedException {
        return Files.isExecutable(PYTHON)
                && new ProcessBuilder(PYTHON.toString(), "-c", "import dkim, nacl")
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
    }

    /** Prints the number of signatures when all of them hold, else False or a stack trace. */
    static String verify(byte[] message, List<DkimKey> keys) throws IOException {
        String records = keys.stream()
                .map(DkimKey::dnsRecord)
                .map(record -> record.name() + " " + record.value())
                .collect(Collectors.joining("\n"));
        Process python = new ProcessBuilder(PYTHON.toString(), "-c", SCRIPT, records)
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = python.getOutputStream()) {
            in.write(message);
        }
        return new String(python.getInputStream().readAllBytes(), UTF_8).strip();
    }
}
