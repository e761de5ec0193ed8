package org.sluicemta.console.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.console.jmx.RunningServer;
import org.sluicemta.console.jmx.ServerPointer;

/**
 * Where the server of a home has its data, and whether it runs. The data may be anywhere: it depends on the
 * configuration and on the server's environment, which may differ from the command's. So the directory that the last
 * server recorded in the home is tried as well, and a faulty configuration doesn't hide a running server.
 *
 * @param data of the running server, or of one that would be started
 * @param server that wrote {@code server.json} there; it may no longer run
 */
record ServerPlace(Path home, Path data, Optional<RunningServer> server) {
    /** Throws CommandFailure if a file exists but can't be read. */
    static ServerPlace of(HomeOption home) {
        Set<Path> candidates = new LinkedHashSet<>();
        new ConfigurationLoader(ChainClassCheck.NONE)
                .dataDirectory(home.conf(), home.home(), System.getenv())
                .ifPresent(candidates::add);
        try {
            ServerPointer.read(home.home()).ifPresent(candidates::add);
            candidates.add(home.home().resolve("data"));
            ServerPlace likeliest = null;
            for (Path data : candidates) {
                ServerPlace place = new ServerPlace(home.home(), data, read(data));
                if (place.isRunning()) {
                    return place;
                }
                if (likeliest == null || likeliest.server.isEmpty() && place.server.isPresent()) {
                    likeliest = place;
                }
            }
            return Objects.requireNonNull(likeliest, "the home's own data directory is always looked at");
        } catch (AccessDeniedException e) {
            throw new CommandFailure(
                    ExitCode.NO_PERMISSION,
                    e.getFile() + ": not readable for this user. Run the command as the user of the server",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IO, "cannot tell whether a server runs: " + e.getMessage(), e);
        }
    }

    boolean isRunning() {
        return server.filter(RunningServer::stillRuns).isPresent();
    }

    /** Why there is no server to ask, and what to do. */
    String absence() {
        return server.map(gone -> "the server of home " + home + " (process " + gone.pid()
                        + ") ended unexpectedly. Start it again: sluice run --home " + home)
                .orElse("no running server found for home " + home + " (no " + data.resolve("server.json")
                        + "). Is --home right?");
    }

    private static Optional<RunningServer> read(Path data) throws IOException {
        try {
            return Optional.of(RunningServer.read(data));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
