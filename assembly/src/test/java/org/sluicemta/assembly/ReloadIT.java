package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.console.cli.SluiceCommand;
import org.sluicemta.testing.smtp.SmtpSink;
import picocli.CommandLine;

/** A running server reloads changed files, from the command line. */
class ReloadIT {
    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void reloadsTenantsAndKeepsWhatIsInForceWhenAnythingIsWrong() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            assertThat(sluice("config", "reload")).isEqualTo(ExitCode.OK.code());
            assertThat(out.toString()).contains("no changes");

            edit("tenants.xml", "</tenants>", "<tenant name=\"acme\" default-stream=\"marketing\"/></tenants>");
            edit("sluice.xml", "node=\"", "drain-bound=\"9s\" node=\"");
            edit("sluice.xml", "drain-bound=\"${env:SLUICE_DRAIN_BOUND:-20s}\"", "");
            assertThat(sluice("config", "reload")).isEqualTo(ExitCode.OK.code());
            assertThat(out.toString())
                    .contains("reloaded: tenants.xml")
                    .contains("changed, but needs a restart: sluice.xml")
                    .contains("sluice.xml: server/@drain-bound = 9s, in force is 20s");
            assertThat(server.isSuppressed("a@b.eu", "acme")).isFalse();

            edit("egress.xml", "pool=\"marketing\"", "pool=\"markting\"");
            edit("tenants.xml", "name=\"acme\"", "name=\"beta\"");
            assertThat(sluice("config", "reload")).isEqualTo(ExitCode.CONFIGURATION.code());
            assertThat(err.toString()).contains("egress.xml:").contains("markting");
            assertThat(server.isSuppressed("a@b.eu", "acme"))
                    .as("the old tenants are in force")
                    .isFalse();
        }
    }

    private int sluice(String... words) {
        CommandLine line = SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--home";
        all[words.length + 1] = home.toString();
        return line.execute(all);
    }

    private void edit(String file, String from, String to) throws Exception {
        Path path = home.resolve("conf").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }
}
