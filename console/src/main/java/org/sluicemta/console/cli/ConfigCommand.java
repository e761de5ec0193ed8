package org.sluicemta.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.sluicemta.conf.ConfigurationCheck;
import org.sluicemta.conf.ConfigurationExplain;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.xml.Setting;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.console.jmx.ConfigurationMXBean;
import org.sluicemta.console.jmx.ReloadRow;
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

    @Command(
            description = "Print every setting in force, defaults too, the environment filled in; secrets are hidden.",
            mixinStandardHelpOptions = true)
    int explain(@Mixin HomeOption home, @Mixin OutputOption output) {
        Configurations.requireConf(home);
        try {
            String file = "";
            for (Setting setting : new ConfigurationExplain(new ConfigurationLoader(classes))
                    .settings(home.conf(), home.home(), System.getenv())) {
                if (output.json()) {
                    output.print(spec.commandLine().getOut(), setting);
                    continue;
                }
                if (!setting.file().equals(file)) {
                    file = setting.file();
                    spec.commandLine().getOut().println(file);
                }
                spec.commandLine().getOut().println("  " + setting);
            }
            return ExitCode.OK.code();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    @Command(
            description = "Have the running server take up changes of egress.xml, responses.xml and tenants.xml."
                    + " Exit 78, and nothing changed, when anything is wrong.",
            mixinStandardHelpOptions = true)
    int reload(@Mixin HomeOption home, @Mixin OutputOption output) {
        ReloadRow result;
        try (ControlPlane server = ControlPlane.connect(home.home())) {
            result = server.bean(ConfigurationMXBean.class).reload();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            output.print(out, result);
        } else if (result.problems().isEmpty()) {
            out.println(result.changed().isEmpty() ? "nothing to take up" : "taken up: " + names(result.changed()));
            if (!result.needRestart().isEmpty()) {
                out.println("changed, but needs a restart: " + names(result.needRestart()));
                result.settings().forEach(setting -> out.println("  " + setting));
            }
        } else {
            result.problems().forEach(spec.commandLine().getErr()::println);
        }
        return (result.problems().isEmpty() ? ExitCode.OK : ExitCode.CONFIGURATION).code();
    }

    private static String names(List<String> files) {
        return String.join(", ", files);
    }
}
