package org.sluicemta.demo;

import java.util.concurrent.Callable;
import org.sluicemta.assembly.AddedCommand;
import org.sluicemta.assembly.SluiceServer;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.console.cli.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice demo}. */
@Command(
        name = "demo",
        description = "Play the life of a few messages on this machine, and check every step. Needs no network.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements AddedCommand, Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws Exception {
        DemoNarrator narrator = new DemoNarrator(spec.commandLine().getOut(), output);
        try (DemoInternet internet = DemoInternet.start();
                DemoHome home = DemoHome.create()) {
            home.makeSigningKeys(internet.dns());
            DemoEvents events = new DemoEvents();
            try (SluiceServer server = SluiceServer.start(home.directory(), DemoHome.environment(internet))) {
                server.onEvent(events::add);
                new DemoStory(server, internet, events, narrator).play();
            }
        }
        return (narrator.close() ? ExitCode.OK : ExitCode.NEGATIVE).code();
    }
}
