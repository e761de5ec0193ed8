package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.console.cli.HomeOption;
import org.sluicemta.store.database.DatabaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run}: the server in the foreground, until SIGTERM or SIGINT. */
@Command(
        name = "run",
        description = "Run the server until it is told to stop (SIGTERM); SIGHUP reads the configuration again."
                + " Makes conf/, data/ and log/ in the home on first use.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() throws InterruptedException {
        // A requested stop is a success, but Java's own handler exits with 143.
        Signals.on("TERM", () -> System.exit(ExitCode.OK.code()));
        try {
            List<Path> written = ShippedConfiguration.copyTo(home.conf());
            if (!written.isEmpty()) {
                spec.commandLine().getErr().println("sluice: first start, configuration written to " + home.conf());
            }
            SluiceServer server = SluiceServer.start(home.home(), System.getenv());
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "stop"));
            Signals.on("HUP", () -> Thread.ofVirtual().name("reload").start(server::reload));
            spec.commandLine().getOut().println("sluice ready: " + server.summary());
            spec.commandLine().getOut().flush();
            stopped.await();
            return ExitCode.OK.code();
        } catch (ConfigurationException | IOException | DatabaseException e) {
            throw StartFailure.of(home.home(), e);
        }
    }

    private void stop(SluiceServer server, CountDownLatch stopped) {
        spec.commandLine().getErr().println("sluice: stopping; no new mail, deliveries in flight are finished");
        server.close();
        stopped.countDown();
    }
}
