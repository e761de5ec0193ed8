package org.sluicemta.console.cli;

import java.nio.file.Files;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.config.ConfigurationException;

/** The configuration of a home directory, read by commands that run without a server. */
final class Configurations {
    private Configurations() {}

    /** Throws CommandFailure (configuration) with every problem found. */
    static ServerConfiguration load(HomeOption home) {
        requireConf(home);
        try {
            return new ConfigurationLoader(ChainClassCheck.NONE).load(home.conf(), home.home(), System.getenv());
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /** Throws CommandFailure (no input) that says how to create one. */
    static void requireConf(HomeOption home) {
        if (!Files.isDirectory(home.conf())) {
            throw new CommandFailure(
                    ExitCode.NO_INPUT,
                    home.conf() + ": no such directory. Make one with: sluice config init --home " + home.home());
        }
    }
}
