package org.sluicemta.console.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The home directory, which contains {@code conf/}, {@code data/} and {@code log/}. */
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:SLUICE_HOME:-home}",
            description = "home directory (default: $SLUICE_HOME, else ./home)")
    private Path home = Path.of("home");

    public Path home() {
        return home.toAbsolutePath().normalize();
    }

    public Path conf() {
        return home().resolve("conf");
    }
}
