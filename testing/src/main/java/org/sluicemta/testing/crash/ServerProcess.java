package org.sluicemta.testing.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server started from its command line. It is ready when it prints a line that starts with {@code sluice ready:},
 * followed by its listeners as {@code name address:port}, separated by commas.
 */
public final class ServerProcess implements AutoCloseable {
    static final String READY = "sluice ready:";
    private static final Pattern LISTENER = Pattern.compile("([a-z-]+) ([0-9.]+):([0-9]+)");

    private final Process process;
    private final Map<String, InetSocketAddress> listeners;

    private ServerProcess(Process process, Map<String, InetSocketAddress> listeners) {
        this.process = process;
        this.listeners = Map.copyOf(listeners);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param errors file that takes its standard error, appended to
     */
    public static ServerProcess start(
            List<String> command, Map<String, String> environment, Path errors, Duration bound)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        Process process = builder.start();
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread.ofVirtual().name("server-output").start(() -> watch(process, ready));
        try {
            return new ServerProcess(process, parse(ready.get(bound.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly().waitFor();
            throw new IOException("server was not ready within " + bound + "; its errors are in " + errors, e);
        }
    }

    /** Reads all output, so that the server never waits for a reader. */
    private static void watch(Process process, CompletableFuture<String> ready) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new IOException("server ended before it was ready"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private static Map<String, InetSocketAddress> parse(String line) {
        Map<String, InetSocketAddress> found = new HashMap<>();
        Matcher matcher = LISTENER.matcher(line);
        while (matcher.find()) {
            found.put(matcher.group(1), new InetSocketAddress(matcher.group(2), Integer.parseInt(matcher.group(3))));
        }
        return found;
    }

    /** The address of the listener with that name. Throws IllegalArgumentException naming the existing ones. */
    public InetSocketAddress listener(String name) {
        InetSocketAddress address = listeners.get(name);
        if (address == null) {
            throw new IllegalArgumentException("no listener " + name + ", the server has " + listeners);
        }
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /** Kills it with SIGKILL, and waits until the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Returns whether it ended by itself within the bound. */
    public boolean awaitEnd(Duration bound) throws InterruptedException {
        return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends SIGTERM, and returns whether it ended within the bound, with its exit code in {@link #exitCode()}. */
    public boolean terminate(Duration bound) throws InterruptedException {
        process.destroy();
        return awaitEnd(bound);
    }

    /** Exit code of an ended process. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Kills it, and returns when it is gone: nothing it has open is in the way of what comes next. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
