package org.sluicemta.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.conf.xml.Setting;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.console.jmx.CheckRow;
import org.sluicemta.console.jmx.ConfigurationMXBean;
import org.sluicemta.console.jmx.ReloadRow;
import org.sluicemta.console.jmx.SettingRow;
import org.sluicemta.console.operation.StoredConfiguration;
import org.sluicemta.disk.FileTrouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice config …}: the files in {@code conf/}. */
@Command(name = "config", description = "Create, check and reload the configuration.", mixinStandardHelpOptions = true)
final class ConfigCommand {
    private final ServerParts parts;

    @Spec
    private CommandSpec spec;

    ConfigCommand(ServerParts parts) {
        this.parts = parts;
    }

    @Command(
            description = "Create the shipped files in conf/; existing files are kept.",
            mixinStandardHelpOptions = true)
    int init(@Mixin HomeOption home) {
        try {
            List<Path> written = stored(home).create();
            written.forEach(file -> spec.commandLine().getOut().println("written: " + file));
            return ExitCode.OK.code();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IO, "cannot write " + home.conf() + ": " + FileTrouble.of(e), e);
        }
    }

    @Command(
            description = "Read the whole configuration and list everything that would prevent a server from starting;"
                    + " changes nothing. Asks a running server, which knows its own environment and tenants."
                    + " Exit 78 when anything is wrong.",
            mixinStandardHelpOptions = true)
    int check(@Mixin HomeOption home) {
        Configurations.requireConf(home);
        CheckRow found = ServerOrStore.running(
                        home, server -> server.bean(ConfigurationMXBean.class).check())
                .orElseGet(() -> CheckRow.of(stored(home).check()));
        PrintWriter err = spec.commandLine().getErr();
        found.problems().forEach(err::println);
        found.warnings().forEach(warning -> err.println("warning: " + warning));
        if (!found.problems().isEmpty()) {
            return ExitCode.CONFIGURATION.code();
        }
        spec.commandLine().getOut().println("configuration is valid: " + home.conf());
        return ExitCode.OK.code();
    }

    @Command(
            description = "Print every setting in force, including defaults, as the running server uses them;"
                    + " without a server, as the files and this shell's environment define them. Secrets are hidden.",
            mixinStandardHelpOptions = true)
    int explain(@Mixin HomeOption home, @Mixin OutputOption output) {
        PrintWriter out = spec.commandLine().getOut();
        String file = "";
        for (Setting setting : settings(home)) {
            if (output.json()) {
                output.print(out, setting);
                continue;
            }
            if (!setting.file().equals(file)) {
                file = setting.file();
                out.println(file);
            }
            out.println("  " + setting);
        }
        return ExitCode.OK.code();
    }

    private StoredConfiguration stored(HomeOption home) {
        return new StoredConfiguration(parts, home.conf(), home.home(), System.getenv());
    }

    private List<Setting> settings(HomeOption home) {
        Optional<List<SettingRow>> inForce = ServerOrStore.running(
                home, server -> server.bean(ConfigurationMXBean.class).getSettings());
        if (inForce.isPresent()) {
            return inForce.get().stream().map(SettingRow::toSetting).toList();
        }
        Configurations.requireConf(home);
        spec.commandLine()
                .getErr()
                .println("sluice: no server is running; these are the settings of the files and this shell");
        try {
            return stored(home).settings();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    @Command(
            description =
                    "Have the running server reload egress.xml, responses.xml, phrases.xml, tenants.xml and routes."
                            + " Exit 78, and nothing changed, when anything is wrong.",
            mixinStandardHelpOptions = true)
    int reload(@Mixin HomeOption home, @Mixin OutputOption output) {
        ReloadRow result;
        try (ControlPlane server = ControlPlane.connect(home)) {
            result = server.bean(ConfigurationMXBean.class).reload(Operator.name());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            output.print(out, result);
        } else if (result.problems().isEmpty()) {
            out.println(result.changed().isEmpty() ? "no changes" : "reloaded: " + names(result.changed()));
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
