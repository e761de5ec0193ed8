package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.console.cli.SluiceCommand;
import org.sluicemta.egress.PoolId;
import org.sluicemta.reputation.StreamSuspension;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.mail.Messages;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** What commands say to an operator: only what is true, and in one word each. */
class OperatorCommandsIT {
    private static final String SENDER = "shop@acme.example";

    @TempDir
    Path home;

    private @Nullable SmtpSink sink;
    private @Nullable SluiceServer server;
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        sink = SmtpSink.start();
        server = SluiceServer.start(home, TestServers.relayingTo(sink.port()));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (sink != null) {
            sink.close();
        }
    }

    @Test
    void pausesAreSeenAndNamedForWhatTheyAre() throws Exception {
        assertThat(sluice("queue", "pauses")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("nothing is paused");
        assertThat(sluice("queue", "resume", "pool=marketing")).isEqualTo(ExitCode.NEGATIVE);
        assertThat(out).contains("not paused: pool=marketing");

        assertThat(sluice("queue", "pause", "pool=marketing")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("paused: pool=marketing (no mail waiting)");
        sluice("queue", "pause", "pool=marketing");
        assertThat(out).contains("already paused: pool=marketing");
        sluice("queue", "pause", "tenant=platform");
        sluice("queue", "pause", "pool=marketing", "site=mail.example.org");
        sluice("queue", "pause", "pool=marketing", "tenant=platform");
        sendMarketing();

        sluice("queue", "pauses");
        assertThat(out.lines())
                .containsExactlyInAnyOrder(
                        "paused: pool=marketing (1 message waiting)",
                        "paused: tenant=platform (1 message waiting)",
                        "paused: pool=marketing site=mail.example.org (no mail waiting)",
                        "paused: pool=marketing tenant=platform (1 message waiting)");
        sluice("queue", "list");
        assertThat(out).contains("paused: pool=marketing site=mail.example.org (no mail waiting)");

        assertThat(sluice("queue", "resume", "pool=marketing", "site=mail.example.org"))
                .isEqualTo(ExitCode.OK);
        assertThat(out).contains("resumed: pool=marketing site=mail.example.org (no mail waiting)");
        sluice("queue", "pauses");
        assertThat(out).doesNotContain("mail.example.org").contains("tenant=platform");
    }

    @Test
    void warmUpsAreShown() throws Exception {
        assertThat(sluice("source", "warmup")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("no source has a warm-up");
        assertThat(sluice("source", "warmup", "mkt-1")).isEqualTo(ExitCode.NEGATIVE);
        assertThat(out).contains("source mkt-1 has no warm-up");
        assertThat(sluice("source", "warmup", "mkt-1", "--simulate", "60d")).isNotEqualTo(ExitCode.OK);
        assertThat(err).contains("source \"mkt-1\" has no <warm-up>");
        assertThat(sluice("source", "warmup", "--simulate", "60d")).isEqualTo(ExitCode.USAGE);
        assertThat(sluice("source", "warmup", "mkt-1", "--simulate", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("--simulate must be a number of days such as 60d, got \"soon\"");

        Path egress = home.resolve("conf/egress.xml");
        TestServers.replace(
                egress,
                "<pool name=\"marketing\">",
                "<pool name=\"marketing\"><source name=\"new\" ehlo=\"new.example\">"
                        + "<warm-up plan=\"eight-weeks\" from=\"2020-01-01\"/></source>");
        Objects.requireNonNull(server).reload();
        sluice("source", "warmup");
        assertThat(out.lines().filter(line -> line.startsWith("new")))
                .singleElement()
                .asString()
                .contains("eight-weeks", "2020-01-01", "over", "no limit", "0.00 %");
        sluice("source", "warmup", "new", "--simulate", "2");
        assertThat(out.lines().skip(1)).hasSize(2).allMatch(line -> line.endsWith("no limit"));
    }

    @Test
    void sourcesAreDisabledDrainedAndEnabled() throws Exception {
        assertThat(sluice("source", "list")).isEqualTo(ExitCode.OK);
        assertThat(out.lines().filter(line -> line.contains("mkt-1")))
                .singleElement()
                .asString()
                .contains("marketing", "(any)", "enabled");

        assertThat(sluice("source", "enable", "mkt-1")).isEqualTo(ExitCode.NEGATIVE);
        assertThat(out).contains("not disabled: mkt-1");
        assertThat(sluice("source", "disable", "mkt-1")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("disabled: mkt-1 (0 connections open)");
        sluice("source", "disable", "mkt-1");
        assertThat(out).contains("already disabled: mkt-1");
        sluice("source", "list");
        assertThat(out).contains("source mkt-1 was disabled by ");
        sendMarketing();
        Waiting.until("an explanation", () -> {
            sluice("queue", "explain");
            return out.contains("source mkt-1: disabled by ");
        });

        sluice("site", "list");
        assertThat(out.lines().filter(line -> line.contains("source mkt-1: disabled by ")))
                .as("sites that wait")
                .singleElement()
                .asString()
                .contains("marketing");
        assertThat(sluice("site", "show", "other")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("pool marketing to other: 0 messages in delivery, 0 connections open");
        assertThat(out).contains("  waits for: source mkt-1: disabled by ");
        assertThat(sluice("site", "show", "nowhere.example")).isEqualTo(ExitCode.NEGATIVE);

        assertThat(sluice("source", "drain", "mkt-1")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("drained: mkt-1");
        assertThat(sluice("source", "enable", "mkt-1")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("enabled: mkt-1");
        Objects.requireNonNull(sink).awaitMessages(1, Waiting.PATIENCE);
        assertThat(sluice("source", "disable", "mtk-1")).isNotEqualTo(ExitCode.OK);
        assertThat(err).contains("there is no source \"mtk-1\". Did you mean \"mkt-1\"?");
        sluice("audit", "list");
        assertThat(out).contains("source disable", "source enable");
    }

    @Test
    void namesThatNothingHasAreRefusedWithTheNearest() throws Exception {
        assertRefused(
                "there is no tenant \"platfrom\". Did you mean \"platform\"?", "queue", "pause", "tenant=platfrom");
        assertRefused("there is no site \"gmial\". Did you mean \"gmail\"?", "queue", "pause", "site=gmial");
        assertRefused("site= may be given once", "queue", "pause", "site=gmail", "site=yahoo");
        assertRefused("there is no pool \"markting\". Did you mean \"marketing\"?", "queue", "flush", "pool=markting");
        assertRefused(
                "there is no stream \"markting\". Did you mean \"marketing\"?",
                "tenant",
                "add",
                "beta",
                "--stream",
                "markting");
        assertRefused("there is no tenant \"platfrom\"", "suppression", "add", "a@b.example", "--tenant", "platfrom");
        assertRefused(
                "there is no stream \"markting\"",
                "suppression",
                "add",
                "a@b.example",
                "--tenant",
                "platform",
                "--stream",
                "markting");
        Path file = Files.writeString(home.resolve("list.csv"), "target\na@b.example\n");
        assertRefused("there is no tenant \"nobody\"", "suppression", "import", file.toString(), "--tenant", "nobody");

        sluice("queue", "pauses");
        assertThat(out).contains("nothing is paused");
        sluice("tenant", "list");
        assertThat(out).doesNotContain("beta");
    }

    @Test
    void importNamesTheLinesThatItLeavesOut() throws Exception {
        Path file = Files.writeString(home.resolve("list.csv"), """
                target,tenant,stream
                good@example.org,,
                bad address,,
                word,,
                a@b@c d,,
                example.net,,
                x@y.example,nobody,
                x@y.example,platform,nowhere
                """);

        assertThat(sluice("suppression", "import", file.toString())).isEqualTo(ExitCode.DATA);

        assertThat(err)
                .contains("line 3: target must be an address", "got \"bad address\"")
                .contains("line 4: target must be", "line 5: ")
                .contains("line 7: there is no tenant \"nobody\"")
                .contains("line 8: there is no stream \"nowhere\"");
        assertThat(out).contains("2 added, 0 replaced, 5 bad lines skipped");
    }

    @Test
    void whatIsPrintedAsUndoUndoes() throws Exception {
        Path file = Files.writeString(home.resolve("list.csv"), "a@example.org\nb@example.org\n");
        sluice("suppression", "import", file.toString(), "--reason", "hard-bounce");
        String undo = out.substring(out.indexOf("undo ") + 5).strip().replace("'", "");
        List<String> words = new ArrayList<>(List.of("suppression", "undo"));
        words.addAll(List.of(undo.split(" ")));

        sluice("suppression", "export");
        String export = out;
        assertThat(export)
                .contains(",hard-bounce,")
                .doesNotContain("HARD_BOUNCE")
                .doesNotContain("cli:unknown");
        assertThat(sluice(words.toArray(String[]::new))).isEqualTo(ExitCode.OK);
        assertThat(out).contains("2 entries removed, 0 earlier entries restored");

        Path back = Files.writeString(home.resolve("it's back.csv"), export.replace("hard-bounce", "HARD_BOUNCE"));
        assertThat(sluice("suppression", "import", back.toString(), "--restore"))
                .isEqualTo(ExitCode.OK);
        assertThat(out).contains("2 added").contains(" undo 'import:it'\\''s back.csv' --from ");
        String from = out.substring(out.indexOf("--from ") + 7).strip();
        assertThat(sluice("suppression", "undo", "import:it's back.csv", "--from", from))
                .isEqualTo(ExitCode.OK);
        assertThat(out).contains("2 entries removed, 0 earlier entries restored");
    }

    @Test
    void aPoolIsNotTakenOutWhileItsMailWaits() throws Exception {
        sluice("queue", "pause", "pool=marketing");
        sendMarketing();
        Path egress = home.resolve("conf/egress.xml");
        String with = Files.readString(egress);
        Files.writeString(
                egress,
                with.replaceFirst("(?s)<pool name=\"marketing\">.*?</pool>", "")
                        .replace(
                                "stream name=\"marketing\" pool=\"marketing\"",
                                "stream name=\"marketing\" pool=\"transactional\""));

        assertThat(sluice("config", "reload")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err).contains("egress.xml:23: pool marketing is not there any more, but 1 message waits for it");
        assertThat(warningsOfARestart())
                .anyMatch(line ->
                        line.contains("egress.xml:23: pool marketing is not there any more, but 1 message waits for it")
                                && line.contains("sluice queue purge pool=marketing"));

        assertThat(sluice("queue", "purge", "pool=marketing")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("messages removed: 1");
        assertThat(sluice("config", "reload")).isEqualTo(ExitCode.OK);
        assertThat(sluice("queue", "resume", "pool=marketing"))
                .as("a pool that is gone can still be resumed")
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void aTenantIsRemovedWithWhatHangsOnIt() throws Exception {
        sluice(
                "tenant",
                "add",
                "acme",
                "--domain",
                "acme.example",
                "--network",
                "127.0.0.0/8",
                "--stream",
                "marketing");
        sluice("token", "add", "shop", "--tenant", "acme");
        sluice("suppression", "add", "x@y.example", "--tenant", "acme");
        sluice("queue", "pause", "tenant=acme");
        StreamSuspensions suspensions =
                Objects.requireNonNull(server).injector().getInstance(StreamSuspensions.class);
        Instant later = Instant.parse("2099-01-01T00:00:00Z"); // too young to be forgotten for its age
        suspensions.begin(new TenantId("acme"), new StreamId("marketing"), new PoolId("marketing"), "test", later);
        // The guard takes it for what a crash interrupted, and pauses the stream.
        Waiting.until("the guard's pause", () -> suspensions.all().getFirst().state() == StreamSuspension.State.PAUSED);
        suspensions.move(suspensions.all().getFirst(), StreamSuspension.State.RESUMED, later);
        sendMarketing();

        assertThat(sluice("tenant", "remove", "acme")).isEqualTo(ExitCode.NEGATIVE);
        assertThat(out)
                .contains("domains: acme.example", "tokens, revoked: shop", "suppression entries, kept: 1")
                .contains("pauses, resumed: pool=marketing tenant=acme, tenant=acme", "messages in queues: 1")
                .contains("nothing was changed. To remove it: --yes, and --mail deliver or --mail purge");
        assertRefused("tenant acme has 1 message in queues. Say what becomes", "tenant", "remove", "acme", "--yes");
        assertRefused("deliver or purge, got \"keep\"", "tenant", "remove", "acme", "--yes", "--mail", "keep");
        sluice("tenant", "list");
        assertThat(out).contains("acme");

        assertThat(sluice("tenant", "remove", "acme", "--yes", "--mail", "purge"))
                .isEqualTo(ExitCode.OK);
        sluice("tenant", "list");
        assertThat(out).doesNotContain("acme");
        sluice("token", "list");
        assertThat(out).doesNotContain("shop");
        sluice("queue", "pauses");
        assertThat(out).contains("nothing is paused");
        assertThat(suspensions.all()).as("suspensions by the guard").isEmpty();
        sluice("queue", "list");
        assertThat(out).contains("waiting for a later attempt: 0").doesNotContainPattern("acme +[1-9]");
        sluice("suppression", "list", "--tenant", "acme");
        assertThat(out).contains("x@y.example");
        assertThat(sluice("tenant", "remove", "platform", "--yes")).isEqualTo(ExitCode.DATA);
        assertThat(err).contains("tenant platform comes from tenants.xml; change it there");
        assertThat(sluice("tenant", "remove", "nobody")).isEqualTo(ExitCode.DATA);
    }

    @Test
    void namesACommandThatIsNotThereAndTheOneThatWasMeant() throws Exception {
        assertThat(sluice("queue", "puase")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("there is no command \"sluice queue puase\". Did you mean \"sluice queue pause\"?");
        assertThat(sluice("frobnicate")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("there is no command \"sluice frobnicate\"").contains("See: sluice --help");
    }

    @Test
    void refusesADomainThatNobodyCanHaveAndAFileThatIsNone() throws Exception {
        for (String domain : List.of("-acme.example", "acme..example", "*.acme.example", "acme example", "")) {
            assertThat(sluice("tenant", "add", "acme", "--domain", domain)).isNotEqualTo(ExitCode.OK);
            assertThat(err).contains("domain must be a domain name such as mail.example.org, got \"" + domain + "\"");
        }
        assertThat(sluice("suppression", "import", home.toString())).isNotEqualTo(ExitCode.OK);
        assertThat(err).contains("there is no file " + home).contains("that the server can read");
    }

    @Test
    void explainsWhatIsInForceAndNotWhatTheShellWouldMake() throws Exception {
        assertThat(sluice("config", "explain")).isEqualTo(ExitCode.OK);

        // The port is in the environment of the server alone; no shell has it.
        assertThat(out)
                .contains("relay-host/@host = 127.0.0.1:"
                        + Objects.requireNonNull(sink).port());
    }

    @Test
    void theAuditSaysWhoDidWhat() throws Exception {
        sluice("queue", "pause", "pool=marketing");
        sluice("queue", "pause", "pool=markting");
        sluice("config", "reload");
        sluice("token", "add", "shop");
        Path file = Files.writeString(home.resolve("list.csv"), "a@example.org\nb@example.org\n");
        sluice("suppression", "import", file.toString());
        Objects.requireNonNull(server).reload();

        assertThat(sluice("audit", "list")).isEqualTo(ExitCode.OK);
        List<String> lines = out.lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(1)).contains("SIGHUP", "signal", "config reload", "no changes");
        assertThat(lines.get(2)).contains("suppression import", "2 added, 0 replaced");
        assertThat(lines.get(3)).contains("suppression import", "started as ");
        assertThat(lines.get(4)).contains("token add", "shop", "added with ID ");
        assertThat(lines.get(5)).contains("cli:", "127.0.0.1", "config reload", "no changes");
        assertThat(lines.get(6)).contains("queue pause", "pool=markting", "refused: there is no pool");
        assertThat(lines.get(7)).contains("queue pause", "pool=marketing", "running -> paused");

        assertThat(sluice("audit", "list", "--verb", "queue", "--since", "1h", "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.lines()).hasSize(2).allMatch(line -> line.contains("\"face\":\"cli\""));
        sluice("audit", "list", "--limit", "3");
        assertThat(out.lines()).hasSize(4);
        String before = err.substring(err.indexOf("--before ") + 9).strip();
        sluice("audit", "list", "--before", before);
        assertThat(out.lines().toList()).hasSize(5);
        sluice("audit", "list", "--by", "nobody");
        assertThat(out).contains("nothing recorded");
        assertRefused("--since must be a time such as", "audit", "list", "--since", "yesterday");

        Objects.requireNonNull(server).close();
        sluice("suppression", "add", "c@example.org");
        assertThat(sluice("audit", "list", "--limit", "1")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("offline", "this machine", "suppression add", "c@example.org", "cli:");
    }

    @Test
    void keysAreMadeByTheServerAndRecordedWithoutOneToo() throws Exception {
        assertThat(sluice("dkim", "generate", "acme.example", "s1", "--algorithm", "ed25519"))
                .isEqualTo(ExitCode.OK);
        assertThat(out)
                .contains("key written: ", "s1.pem.next")
                .contains("publish: s1._domainkey.acme.example. IN TXT ( \"v=DKIM1; k=ed25519; p=")
                .contains("once it is published: sluice dkim activate acme.example s1");
        assertThat(sluice("dkim", "generate", "acme.example", "s1", "--algorithm", "ed25519"))
                .isEqualTo(ExitCode.DATA);
        assertThat(err).contains("there is a key of that domain and selector");
        assertThat(sluice("dkim", "activate", "acme.example", "s2")).isEqualTo(ExitCode.DATA);
        assertThat(err).contains("Make one with: sluice dkim generate acme.example s2");
        assertThat(sluice("dkim", "activate", "acme.example", "s1")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("key activated: s1._domainkey.acme.example").doesNotContain("does not sign");
        assertThat(sluice("bounce", "rotate")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("new key in ", "return-path.keys, signs from 20");
        assertRefused(
                "algorithm must be one of rsa, ed25519, got \"dsa\"",
                "dkim",
                "generate",
                "a.example",
                "s3",
                "--algorithm",
                "dsa");

        Objects.requireNonNull(server).close();
        assertThat(sluice("dkim", "generate", "beta.example")).isEqualTo(ExitCode.OK);
        assertThat(sluice("audit", "list")).isEqualTo(ExitCode.OK);
        List<String> lines = out.lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(1)).contains("offline", "dkim generate", "sluice._domainkey.beta.example", "written: ");
        assertThat(lines.get(2)).contains("dkim generate", "refused: algorithm must be");
        assertThat(lines.get(3)).contains("cli:", "127.0.0.1", "bounce rotate", "added, signs from ");
        assertThat(lines.get(4)).contains("dkim activate", "s1._domainkey.acme.example", "activated");
        assertThat(lines.get(5)).contains("dkim activate", "refused: no key is prepared");
        assertThat(lines.get(6)).contains("dkim generate", "refused: ");
        assertThat(lines.get(7)).contains("dkim generate", "written: ");
    }

    private List<String> warningsOfARestart() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(StrandedMail.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        logger.addAppender(seen);
        try {
            Objects.requireNonNull(server).close();
            server = SluiceServer.start(
                    home, TestServers.relayingTo(Objects.requireNonNull(sink).port()));
        } finally {
            logger.detachAppender(seen);
        }
        return seen.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void assertRefused(String reason, String... words) {
        ExitCode code = sluice(words);
        assertThat(err).as(String.join(" ", words)).contains(reason);
        assertThat(code).isEqualTo(ExitCode.USAGE);
    }

    private void sendMarketing() throws Exception {
        byte[] header = "X-Sluice-Stream: marketing\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] message = Messages.simple(SENDER, "anna@example.org", "News", "text");
        byte[] whole = new byte[header.length + message.length];
        System.arraycopy(header, 0, whole, 0, header.length);
        System.arraycopy(message, 0, whole, header.length, message.length);
        if (server == null) {
            throw new IllegalStateException("the server has not started");
        }
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO app.example");
            assertThat(client.deliver(SENDER, List.of("anna@example.org"), whole)
                            .code())
                    .isEqualTo(250);
        }
    }

    private ExitCode sluice(String... words) {
        StringWriter printed = new StringWriter();
        StringWriter complained = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString()));
        int code = SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(complained, true))
                .execute(all.toArray(String[]::new));
        out = printed.toString();
        err = complained.toString();
        return List.of(ExitCode.values()).stream()
                .filter(each -> each.code() == code)
                .findFirst()
                .orElseThrow();
    }
}
