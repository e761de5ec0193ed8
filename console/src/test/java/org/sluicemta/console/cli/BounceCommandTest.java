package org.sluicemta.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.keys.returnpath.SignedReturnPathTokens;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import picocli.CommandLine;

class BounceCommandTest {
    private static final String REPORT = """
            From: MAILER-DAEMON@mx.example
            To: %s
            Subject: Undelivered
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=x

            --x

            No.
            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; anna@inbox.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such user

            --x--
            """;

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void parsesWithTheShippedFilesWhereAHomeHasNone() throws Exception {
        Path file = Files.writeString(home.resolve("report.eml"), REPORT.replace("%s", "bounce@bounce.example"));

        assertThat(run("parse", file.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        file + ": bounce",
                        "  anna@inbox.example, permanent, unknown-recipient: 550 5.1.1 no such user");
    }

    @Test
    void readsOnAfterAFileThatIsNotThere() throws Exception {
        Path file = Files.writeString(home.resolve("report.eml"), REPORT.replace("%s", "bounce@bounce.example"));

        assertThat(run("parse", "--json", home.resolve("none.eml").toString(), file.toString()))
                .isEqualTo(ExitCode.NO_INPUT.code());
        assertThat(err.toString()).contains("there is no file " + home.resolve("none.eml"));
        assertThat(out.toString().lines()).hasSize(1).first().asString().contains("\"token\":null");
    }

    @Test
    void namesTheTokenOfTheHomesOwnKeys() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        ServerSettings settings = new ConfigurationLoader(ChainClassCheck.NONE)
                .load(home.resolve("conf"), home, Map.of())
                .settings();
        InstantSource clock = InstantSource.system();
        TokenKeys keys =
                TokenKeys.open(settings.tokenKeys(), settings.bounceDomain().tokenAge(), clock);
        EmailAddress path = new SignedReturnPathTokens(settings.bounceDomain(), keys, clock)
                .returnPath(
                        new MessageId(9),
                        0,
                        new TenantId("platform"),
                        new StreamId("transactional"),
                        EmailAddress.parse("anna@inbox.example"));
        Path file = Files.writeString(home.resolve("report.eml"), REPORT.replace("%s", path.toString()));

        assertThat(run("parse", "--json", file.toString())).isZero();
        assertThat(out.toString()).contains("\"token\":\"" + path.localPart());
    }

    @Test
    void refusesAConfigurationWithFaults() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        Files.writeString(home.resolve("conf/responses.xml"), "<responses><rul/></responses>");

        assertThat(run("parse", home.resolve("report.eml").toString())).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(err.toString()).contains("responses.xml:1");
        assertThat(run("rotate")).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    private int run(String verb, String... words) {
        CommandLine line = SluiceCommand.commandLine(ServerParts.NONE)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] all = new String[words.length + 4];
        System.arraycopy(new String[] {"bounce", verb, "--home", home.toString()}, 0, all, 0, 4);
        System.arraycopy(words, 0, all, 4, words.length);
        return line.execute(all);
    }
}
