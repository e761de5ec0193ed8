package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
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

/**
 * What {@code config check} finds wrong is what keeps the server from starting, no more and no less, each with its file
 * and line. The shipped configuration is broken by the files of a folder in {@code bad-start}, whose
 * {@code expected-error} holds the beginning of each problem.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenStartIT {
    private static final Pattern FILE_AND_LINE = Pattern.compile("[a-z-]+\\.xml:\\d+: .*", Pattern.DOTALL);

    @TempDir
    static Path home;

    private final Map<String, String> environment = TestServers.relayingTo(1);

    @BeforeAll
    void startsWithoutThem() throws Exception {
        restore();
        SluiceServer.start(home, environment).close();
    }

    /** What is found by its short name is in the same packages for the check and for the start. */
    @Test
    void takesMatchersThatHoldOthers() throws Exception {
        restore();
        Files.writeString(home.resolve("conf/mailetcontainer.xml"), """
                <mailetcontainer>
                  <processors>
                    <processor state="root">
                      <matcher name="both" match="And"><matcher match="All"/><matcher match="SizeGreaterThan=1m"/></matcher>
                      <matcher name="neither" notmatch="Or"><matcher match="All"/></matcher>
                      <mailet match="both" class="Null"/>
                      <mailet notmatch="neither" class="Null"/>
                    </processor>
                  </processors>
                </mailetcontainer>
                """);

        assertThat(check().problems()).isEmpty();
        SluiceServer.start(home, environment).close();
    }

    /** What is shown to others as a client of TLS. */
    @Test
    void refusesClientCertificatesThatCannotBeUsed() throws Exception {
        restore();
        TestServers.replace(home.resolve("conf/egress.xml"), "<next-hops/>", """
                <next-hops>
                  <next-hop domain="a.example" host="mx.a.example">
                    <tls-client private-key="out.key" certificates="conf/made/a.crt"/></next-hop>
                  <next-hop domain="b.example" host="mx.b.example">
                    <tls-client private-key="conf/made/c.key" certificates="conf/made/c.crt"/></next-hop>
                </next-hops>""");
        // The start protects what is below conf itself.
        Path key = Files.copy(home.resolve("conf/made/a.key"), home.resolve("out.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        List<String> checked = texts(check().problems());
        assertThat(checked).hasSize(2).allMatch(FILE_AND_LINE.asMatchPredicate());
        assertThat(String.join("\n", checked))
                .contains("tls-client", "others may read the private key", "chmod 600")
                .contains("tls-client: a file cannot be read", "conf/made/c.key");
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> SluiceServer.start(home, environment)))
                .hasMessageContaining("others may read the private key");

        TestServers.replace(home.resolve("conf/egress.xml"), "conf/made/c.key", "out.key");
        TestServers.replace(home.resolve("conf/egress.xml"), "conf/made/c.crt", "conf/made/a.crt");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(check().problems()).isEmpty();
    }

    static List<String> cases() throws Exception {
        try (Stream<Path> folders = Files.list(folder(""))) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void checkAndStartRefuseForTheSameReasons(String name) throws Exception {
        restore();
        copy(folder(name));
        List<String> expected = Files.readAllLines(folder(name).resolve("expected-error"));

        List<String> checked = texts(check().problems());
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> SluiceServer.start(home, environment));

        assertThat(refused).as("the start").isNotNull();
        assertThat(texts(refused.problems())).as("the start").containsExactlyInAnyOrderElementsOf(checked);
        assertThat(checked).hasSameSizeAs(expected).allMatch(FILE_AND_LINE.asMatchPredicate());
        expected.forEach(begin -> assertThat(checked).anyMatch(problem -> problem.startsWith(begin)));
        assertThat(printed()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    private CheckedConfiguration check() {
        return new ConfigurationCheck(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .check(home.resolve("conf"), home, environment);
    }

    /** The exit code of the command. */
    private int printed() {
        return SluiceCommand.commandLine(new StartCheck(TenantsCheck.lookingIntoTheDatabase()))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("config", "check", "--home", home.toString());
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.toString().replace(home.toString(), "HOME"))
                .toList();
    }

    private static void restore() throws IOException {
        Path conf = home.resolve("conf");
        FileUtils.deleteDirectory(conf.toFile());
        ShippedConfiguration.copyTo(conf);
        Path made = Files.createDirectories(conf.resolve("made"));
        for (String pair : List.of("a", "b")) {
            TestCertificate.selfSigned(Instant.parse("2026-01-01T00:00:00Z"), "mail.example.org")
                    .writePem(made.resolve(pair + ".crt"), made.resolve(pair + ".key"));
        }
    }

    private static void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve("conf").resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path folder(String name) throws URISyntaxException {
        URL found = Objects.requireNonNull(BrokenStartIT.class.getResource("/bad-start/" + name), name);
        return Path.of(found.toURI());
    }
}
