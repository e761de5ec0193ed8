package org.sluicemta.console.cli;

import org.sluicemta.console.jmx.TenantsMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sluice tenant credential …}: whether a user name can log in. To set its password: {@code sluice tenant
 * password}.
 */
@Command(name = "credential", description = "Enable or disable a credential.", mixinStandardHelpOptions = true)
final class CredentialCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            description = "Disable a credential. Open connections that use it can send no more mail.",
            mixinStandardHelpOptions = true)
    int disable(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "USER", description = "name of the credential") String user) {
        return set(home, user, true);
    }

    @Command(description = "Enable a disabled credential.", mixinStandardHelpOptions = true)
    int enable(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "USER", description = "name of the credential") String user) {
        return set(home, user, false);
    }

    private int set(HomeOption home, String user, boolean disabled) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            server.bean(TenantsMXBean.class).disableCredential(user, disabled, Operator.name());
            spec.commandLine().getOut().println("credential " + (disabled ? "disabled: " : "enabled: ") + user);
            return ExitCode.OK.code();
        }
    }
}
