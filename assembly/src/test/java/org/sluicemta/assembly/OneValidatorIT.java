package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.conf.CheckedConfiguration;
import org.sluicemta.conf.ConfigurationCheck;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.console.cli.ExitCode;
import org.sluicemta.console.cli.SluiceCommand;
import org.sluicemta.testing.tls.TestCertificate;
import picocli.CommandLine;

/**
 * A configuration that one of {@code config check}, {@code config reload} and {@code run} refuses, all three refuse, for the
 * same reasons.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneValidatorIT {
    private static final String CHAIN = "mailetcontainer.xml";
    private static final String LISTENERS = "smtpserver.xml";
    private static final String LAST_STEP = "<mailet match=\"All\" class=\"ToEgress\"/>";

    /** Where a server runs, and where none does. */
    @TempDir
    static Path running;

    @TempDir
    static Path stopped;

    @TempDir
    static Path pristine;

    private final Map<String, String> environment = TestServers.relayingTo(1);
    private @Nullable SluiceServer server;
    private @Nullable ServerSocket taken;

    /**
     * @param expected a part of the problem that all three must name
     * @param change breaks the files below a home
     */
    private record Broken(String name, String expected, Change change) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Change {
        void in(Path home) throws IOException;
    }

    @BeforeAll
    void start() throws Exception {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ShippedConfiguration.copyTo(pristine);
        for (Path home : List.of(stopped, running)) {
            restore(home);
            server = SluiceServer.start(home, environment);
            assertThat(sluice(home, "tenant", "add", "stored", "--domain", "stored.example", "--stream", "marketing"))
                    .isEqualTo(ExitCode.OK.code());
            if (home.equals(stopped)) {
                server.close();
            }
        }
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        if (taken != null) {
            taken.close();
        }
    }

    @Test
    void shippedFilesAreGoodForAllThree() throws Exception {
        restore(stopped);
        restore(running);

        assertThat(check().problems()).isEmpty();
        assertThat(check().warnings())
                .anyMatch(warning -> warning.what().contains("mail leaves as EHLO localhost"))
                .allMatch(warning -> warning.where().matches("[a-z]+\\.xml:\\d+"));
        assertThat(sluice(running, "config", "reload")).isEqualTo(ExitCode.OK.code());
        assertThat(sluice(running, "config", "check")).isEqualTo(ExitCode.OK.code());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesForTheSameReasons(Broken broken) throws Exception {
        for (Path home : List.of(stopped, running)) {
            restore(home);
            broken.change().in(home);
        }

        Set<String> checked = texts(stopped, check().problems());
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> SluiceServer.start(stopped, environment));
        assertThat(refused).as("run").isNotNull();
        Set<String> run = texts(stopped, refused.problems());
        Set<String> reloaded = reload();

        assertThat(checked).as("check").anyMatch(problem -> problem.contains(broken.expected()));
        assertThat(run).as("run").isEqualTo(checked);
        assertThat(reloaded).as("reload").isEqualTo(checked);
    }

    private CheckedConfiguration check() {
        return new ConfigurationCheck(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .check(stopped.resolve("conf"), stopped, environment);
    }

    private Set<String> reload() {
        StringWriter err = new StringWriter();
        CommandLine line = SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true));
        assertThat(line.execute("config", "reload", "--home", running.toString()))
                .as("reload: %s", err)
                .isEqualTo(ExitCode.CONFIGURATION.code());
        return err.toString()
                .lines()
                .map(text -> text.replace(running.toString(), "HOME"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(Path home, List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.toString().replace(home.toString(), "HOME"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int sluice(Path home, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString()));
        return SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .execute(all.toArray(String[]::new));
    }

    /** Files as shipped, and keys and certificates as the first start made them. */
    private void restore(Path home) throws IOException {
        FileUtils.deleteDirectory(home.resolve("conf/routes").toFile());
        FileUtils.deleteDirectory(home.resolve("conf/broken").toFile());
        FileUtils.copyDirectory(pristine.toFile(), home.resolve("conf").toFile());
        Files.createDirectories(home.resolve("conf/broken"));
    }

    Stream<Broken> broken() {
        int takenPort = taken == null ? 0 : taken.getLocalPort();
        return Stream.of(
                        files(),
                        addresses(takenPort),
                        listeners(),
                        certificates(),
                        chains(),
                        stockClasses(),
                        keys(),
                        tenants(),
                        rest())
                .flatMap(List::stream);
    }

    private static List<Broken> files() {
        return List.of(
                edit("markup", "egress.xml", "</egress>", "</egres>", "not well-formed XML"),
                edit(
                        "pool",
                        "egress.xml",
                        "stream name=\"marketing\" pool=\"marketing\"",
                        "stream name=\"marketing\" pool=\"markting\"",
                        "markting"),
                edit(
                        "weight",
                        "egress.xml",
                        "weight=\"100\"/>\n    </pool>\n    <pool name=\"marketing\">",
                        "weight=\"0\"/>\n    </pool>\n    <pool name=\"marketing\">",
                        "weight must be"),
                edit("attribute", "sluice.xml", "token-days=\"60\"", "token-day=\"60\"", "no attribute \"token-day\""),
                edit(
                        "variable",
                        "tenants.xml",
                        "default-stream=\"transactional\"/>",
                        "default-stream=\"${env:NOT_SET}\"/>",
                        "NOT_SET"),
                edit(
                        "class",
                        "responses.xml",
                        "<rules>",
                        "<rules><rule id=\"x\" class=\"no-such\"><text>some words</text></rule>",
                        "no-such"));
    }

    private static List<Broken> addresses(int takenPort) {
        return List.of(
                edit(
                        "source address",
                        "egress.xml",
                        "${env:SLUICE_MARKETING_IP:-}",
                        "192.0.2.77",
                        "address must be one of this host, got \"192.0.2.77\""),
                edit(
                        "listener address",
                        LISTENERS,
                        "${env:SLUICE_BIND:-0.0.0.0}:${env:SLUICE_SMTP_PORT:-2525}",
                        "192.0.2.77:2525",
                        "cannot listen on 192.0.2.77:2525"),
                edit(
                        "HTTP address",
                        "sluice.xml",
                        "${env:SLUICE_HTTP_ADDRESS:-127.0.0.1}",
                        "192.0.2.77",
                        "http: cannot listen on 192.0.2.77"),
                edit(
                        "port taken",
                        LISTENERS,
                        "${env:SLUICE_BIND:-0.0.0.0}:${env:SLUICE_SMTP_PORT:-2525}",
                        "127.0.0.1:" + takenPort,
                        "cannot listen on 127.0.0.1:" + takenPort),
                new Broken("port twice", "is that of listener relay too", home -> {
                    replace(home, LISTENERS, "${env:SLUICE_SMTP_PORT:-2525}", Integer.toString(takenPort));
                    replace(home, LISTENERS, "${env:SLUICE_SMTPS_PORT:-2465}", Integer.toString(takenPort));
                }));
    }

    private static List<Broken> listeners() {
        String relayTls = "<auth>\n      <announce>never</announce>";
        return List.of(
                edit(
                        "proxies",
                        LISTENERS,
                        relayTls,
                        "<proxyRequired>true</proxyRequired>" + relayTls,
                        "<proxies> contradict each other"),
                edit(
                        "handler",
                        LISTENERS,
                        relayTls,
                        "<handlerchain><handler class=\"org.example.Own\"/></handlerchain>" + relayTls,
                        "org.example.Own cannot be used"),
                edit(
                        "tokens of nobody",
                        LISTENERS,
                        "<announce>always</announce>",
                        "<announce>always</announce><mechanisms>OAUTHBEARER</mechanisms>",
                        "no issuer is"),
                edit(
                        "no mechanism",
                        LISTENERS,
                        "<announce>always</announce>",
                        "<announce>always</announce><mechanisms>PLAIN</mechanisms><plainAuthEnabled>false</plainAuthEnabled>",
                        "no mechanism is left"),
                edit("no listener", LISTENERS, "enabled=\"true\"", "enabled=\"false\"", "no listener is enabled"));
    }

    private static List<Broken> certificates() {
        String protocols = "</certificates>\n    </tls>\n    <auth>\n      <announce>never</announce>";
        return List.of(
                new Broken("garbage certificate", "garbage.crt: holds no PEM certificate", home -> {
                    write(home, "garbage.crt", "this is not a certificate");
                    pair(home, "good", "garbage.crt");
                }),
                new Broken("certificate of broken Base64", "holds a certificate that cannot be read", home -> {
                    write(home, "garbage.crt", "-----BEGIN CERTIFICATE-----\nMIIBhTCC\n-----END CERTIFICATE-----\n");
                    pair(home, "good", "garbage.crt");
                }),
                new Broken("key of another certificate", "does not belong to the certificate", home -> {
                    certificate(home, "other");
                    pair(home, "good", "other.crt");
                }),
                new Broken(
                        "key alone", "must name a PEM file that can be read", home -> pair(home, "good", "none.crt")),
                edit(
                        "cipher suite",
                        LISTENERS,
                        protocols,
                        "</certificates><supportedCipherSuites><cipherSuite>TLS_NO_SUCH</cipherSuite></supportedCipherSuites>"
                                + protocols.substring("</certificates>".length()),
                        "TLS_NO_SUCH"),
                edit(
                        "host certificate",
                        LISTENERS,
                        protocols,
                        "</certificates><host names=\"a.example\"><privateKey>conf/broken/a.key</privateKey>"
                                + "<certificates>conf/broken/a.crt</certificates></host>"
                                + protocols.substring("</certificates>".length()),
                        "conf/broken/a.key"),
                edit(
                        "trust",
                        LISTENERS,
                        protocols,
                        "</certificates><clientAuth mode=\"required\"><trust>conf/broken/trust.pem</trust></clientAuth>"
                                + protocols.substring("</certificates>".length()),
                        "conf/broken/trust.pem"));
    }

    private static List<Broken> chains() {
        return List.of(
                step(
                        "<mailet match=\"All\" class=\"SetMimeHeder\"/>",
                        "there is no mailet \"SetMimeHeder\". Did you mean \"SetMimeHeader\"?"),
                step(
                        "<mailet match=\"HostsIs=a.example\" class=\"Null\"/>",
                        "there is no matcher \"HostsIs\". Did you mean \"HostIs\"?"),
                step("<mailet match=\"All\" class=\"All\"/>", "\"All\" is a matcher, not a mailet"),
                step(
                        "<mailet match=\"All\" class=\"SignDkim\"><withoutKey>perhaps</withoutKey></mailet>",
                        "send or refuse"),
                step("<mailet match=\"All\" class=\"SignDkim\"><feilds>From</feilds></mailet>", "feilds"),
                step(
                        "<mailet match=\"All\" class=\"TagStream\"><bulkStream>bulk</bulkStream></mailet>",
                        "the stream \"bulk\""),
                step(
                        "<mailet match=\"All\" class=\"TagTenant\"><default>nobody</default></mailet>",
                        "the tenant \"nobody\""),
                step("<mailet match=\"StreamIs\" class=\"Null\"/>", "needs the short names of streams"),
                step(
                        "<mailet match=\"SentToBounceDomain=elsewhere\" class=\"Null\"/>",
                        "postmaster, feedback or token"),
                step(
                        "<mailet match=\"All\" class=\"ToProcessor\"><processor>nowhere</processor></mailet>",
                        "there is no processor \"nowhere\""),
                step(
                        "<mailet match=\"All\" class=\"Null\"><onMailetException>nowhere</onMailetException></mailet>",
                        "there is no processor \"nowhere\""),
                step(
                        "<mailet match=\"All\" notmatch=\"All\" class=\"Null\"/>",
                        "match and notmatch exclude each other"));
    }

    private static List<Broken> stockClasses() {
        return List.of(
                step(
                        "<mailet match=\"All\" class=\"ToRepository\"><repositoryPath>smtp://x/y</repositoryPath></mailet>",
                        "mail repositories are folders"),
                step("<mailet match=\"SizeGreaterThan=much\" class=\"Null\"/>", "SizeGreaterThan=much"),
                step("<mailet match=\"SenderIsRegex=(\" class=\"Null\"/>", "SenderIsRegex=("),
                step(
                        "<mailet match=\"All\" class=\"RemoteDelivery\"/>",
                        "RemoteDelivery asks for something that this server does not have"),
                step("<mailet match=\"All\" class=\"AddSubjectPrefix\"/>", "AddSubjectPrefix"));
    }

    private static List<Broken> keys() {
        return List.of(
                new Broken("DKIM key", "dkim/acme.example/s1.pem", home -> {
                    write(home, "dkim/acme.example/s1.pem", "no key");
                    replace(home, "sluice.xml", "conf/keys/dkim", "conf/broken/dkim");
                }),
                new Broken("token keys", "tokens", home -> {
                    write(home, "tokens", "no key\n");
                    replace(home, "sluice.xml", "conf/keys/return-path.keys", "conf/broken/tokens");
                }),
                edit(
                        "HTTP key",
                        "sluice.xml",
                        "<http ",
                        "<http private-key=\"conf/broken/h.key\" certificates=\"conf/broken/h.crt\" ",
                        "conf/broken/h.key"));
    }

    private static List<Broken> tenants() {
        String end = "</tenants>";
        return List.of(
                edit(
                        "domain of the database",
                        "tenants.xml",
                        end,
                        "<tenant name=\"beta\" default-stream=\"marketing\"><domain>stored.example</domain></tenant>"
                                + end,
                        "tenants.xml:28: tenant stored: domain stored.example belongs to tenant beta"),
                edit(
                        "name of the database",
                        "tenants.xml",
                        end,
                        "<tenant name=\"stored\" default-stream=\"marketing\"/>" + end,
                        "tenants.xml:28: tenant stored: is there twice"),
                edit(
                        "stream",
                        "tenants.xml",
                        end,
                        "<tenant name=\"beta\" default-stream=\"markting\"/>" + end,
                        "markting"));
    }

    private static List<Broken> rest() {
        return List.of(
                edit(
                        "example",
                        "responses.xml",
                        "<rules>",
                        "<rules><rule id=\"off\" class=\"virus\"><text>green words</text><example>zzz</example></rule>",
                        "example \"zzz\" does not fit the rule"),
                new Broken("route", "cannot be read as Camel routes", home -> {
                    Files.createDirectories(home.resolve("conf/routes"));
                    Files.writeString(home.resolve("conf/routes/own.xml"), "<routes><rout/>");
                }),
                edit(
                        "pool of a route",
                        "routes/split.xml",
                        "\"sluice:pool\"",
                        "\"sluice:pool?name=markting\"",
                        "routes/split.xml:15: sluice:pool?name=markting cannot be used"),
                new Broken("no split", "no route takes what the chain has accepted", home -> {
                    Files.delete(home.resolve("conf/routes/split.xml"));
                }),
                new Broken("production", "mail leaves with return paths at \"bounce.localhost\"", home -> {
                    replace(home, "sluice.xml", "${env:SLUICE_MODE:-trial}", "production");
                    replace(home, "sluice.xml", "${env:SLUICE_HOST_NAME:-localhost}", "mail.example.org");
                    replace(home, "egress.xml", "${env:SLUICE_TRANSACTIONAL_EHLO:-localhost}", "mail.example.org");
                    replace(home, "egress.xml", "${env:SLUICE_MARKETING_EHLO:-localhost}", "mail.example.org");
                }));
    }

    private static Broken step(String mailet, String expected) {
        return edit(mailet, CHAIN, LAST_STEP, mailet + "\n" + LAST_STEP, expected);
    }

    private static Broken edit(String name, String file, String from, String to, String expected) {
        return new Broken(name, expected, home -> replace(home, file, from, to));
    }

    private static void pair(Path home, String key, String certificates) throws IOException {
        certificate(home, key);
        replace(home, LISTENERS, "${env:SLUICE_TLS_KEY:-conf/tls/server.key}", "conf/broken/" + key + ".key");
        replace(home, LISTENERS, "${env:SLUICE_TLS_CERTIFICATES:-conf/tls/server.crt}", "conf/broken/" + certificates);
    }

    private static void certificate(Path home, String name) {
        Path folder = home.resolve("conf/broken");
        TestCertificate.selfSigned(Instant.parse("2026-01-01T00:00:00Z"), "mail.example.org")
                .writePem(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    }

    private static void write(Path home, String file, String text) throws IOException {
        Path path = home.resolve("conf/broken").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private static void replace(Path home, String file, String from, String to) throws IOException {
        TestServers.replace(home.resolve("conf").resolve(file), from, to);
    }
}
