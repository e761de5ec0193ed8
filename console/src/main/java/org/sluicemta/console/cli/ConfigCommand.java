package org.sluicemta.console.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sluicemta.conf.ConfigurationCheck;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.config.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice config …}: the files in {@code conf/}. */
@Command(name = "config", description = "Make and check a configuration.", mixinStandardHelpOptions = true)
final class ConfigCommand {
    private final ChainClassCheck classes;

    @Spec
    private CommandSpec spec;

    ConfigCommand(ChainClassCheck classes) {
        this.classes = classes;
    }

    @Command(
            description = "Put the shipped files into conf/; files that are there stay.",
            mixinStandardHelpOptions = true)
    int init(@Mixin HomeOption home) {
        try {
            List<Path> written = ShippedConfiguration.copyTo(home.conf());
            written.forEach(file -> spec.commandLine().getOut().println("written: " + file));
            return ExitCode.OK.code();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IO, "cannot write " + home.conf() + ": " + e, e);
        }
    }

    @Command(
            description =
                    "Read the whole configuration and name every problem; touches nothing. Exit 78 when there are any.",
            mixinStandardHelpOptions = true)
    int check(@Mixin HomeOption home) {
        Configurations.requireConf(home);
        List<Problem> problems = new ConfigurationCheck(new ConfigurationLoader(classes))
                .problems(home.conf(), home.home(), System.getenv());
        if (!problems.isEmpty()) {
            problems.forEach(problem -> spec.commandLine().getErr().println(problem));
            return ExitCode.CONFIGURATION.code();
        }
        spec.commandLine().getOut().println("configuration is good: " + home.conf());
        return ExitCode.OK.code();
    }
}
