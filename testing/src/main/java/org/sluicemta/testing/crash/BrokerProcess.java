package org.sluicemta.testing.crash;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluicemta.testing.process.FreePort;

/** An external broker that can be killed and started again over the same directory and port. */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final Path directory;
    private final FreePort port;
    private ServerProcess process;

    /** Starts it with the class path and the Java of this process. */
    public BrokerProcess(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.port = FreePort.onLoopback();
        this.process = start();
    }

    private ServerProcess start() throws IOException, InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                ManagementFactory.getRuntimeMXBean().getClassPath(),
                BrokerMain.class.getName(),
                directory.toString(),
                Integer.toString(port.number()));
        return ServerProcess.start(command, Map.of(), directory.resolveSibling("broker-errors.log"), BOUND);
    }

    /** What goes into {@code <broker url="…">}. */
    public String url() {
        return "tcp://127.0.0.1:" + port.number();
    }

    /** Kills it with SIGKILL and starts it again; it accepts connections when this returns. */
    public void killAndStartAgain() throws IOException, InterruptedException {
        process.kill();
        process = start();
    }

    /** Brings down this broker and the server that uses it in turn; the broker is up again at once. */
    public CrashRun.Blow thisOrTheServer() {
        AtomicInteger turn = new AtomicInteger();
        return server -> {
            if (turn.getAndIncrement() % 2 == 0) {
                killAndStartAgain();
            } else {
                server.kill();
            }
        };
    }

    @Override
    public void close() {
        process.close();
        port.close();
    }
}
