package org.sluicemta.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.conf.ShippedConfiguration;
import picocli.CommandLine;

class DkimCommandTest {
    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configure() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
    }

    @Test
    void preparesAKeyThatSignsOnlyOnceItIsActivated() {
        Path folder = home.resolve("conf/keys/dkim/acme.example");

        assertThat(run("generate", "acme.example", "s2026", "--algorithm", "ed25519"))
                .isZero();
        assertThat(folder.resolve("s2026.pem.next")).exists();
        assertThat(folder.resolve("s2026.pem")).doesNotExist();
        assertThat(out.toString()).contains("sluice dkim activate acme.example s2026");

        assertThat(run("activate", "acme.example", "s2026")).isZero();
        assertThat(folder.resolve("s2026.pem")).exists();
        assertThat(folder.resolve("s2026.pem.next")).doesNotExist();
        assertThat(out.toString()).doesNotContain("does not sign");
    }

    @Test
    void knowsADomainByItsALabels() {
        assertThat(run("generate", "B\u00fccher.example", "--algorithm", "ed25519"))
                .isZero();
        assertThat(out.toString()).contains("sluice._domainkey.xn--bcher-kva.example");

        assertThat(run("activate", "b\u00fccher.example")).isZero();
        assertThat(home.resolve("conf/keys/dkim/xn--bcher-kva.example/sluice.pem"))
                .exists();
    }

    @Test
    void saysWhenAnotherKeySigns() {
        run("generate", "acme.example", "s2027", "--algorithm", "ed25519");
        run("activate", "acme.example", "s2027");
        run("generate", "acme.example", "s2026", "--algorithm", "ed25519");

        assertThat(run("activate", "acme.example", "s2026")).isZero();
        assertThat(out.toString()).contains("it does not sign", "s2027._domainkey.acme.example");
    }

    @Test
    void saysWhatCannotBeActivated() {
        assertThat(run("activate", "acme.example")).isEqualTo(ExitCode.DATA.code());
        assertThat(err.toString()).contains("sluice.pem.next", "sluice dkim generate acme.example sluice");
        run("generate", "acme.example", "--algorithm", "ed25519");
        run("activate", "acme.example");
        assertThat(run("activate", "acme.example")).isEqualTo(ExitCode.DATA.code());
        assertThat(err.toString()).contains("already active");
        assertThat(run("activate", "../acme")).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void makesAKeyEvenWhileTheDatabaseCannotBeOpened() throws Exception {
        Path file = home.resolve("conf/sluice.xml");
        Files.writeString(
                file, Files.readString(file).replace("${env:SLUICE_DATABASE_URL:-}", "jdbc:derby:memory:not-created"));

        assertThat(run("generate", "acme.example", "--algorithm", "ed25519")).isZero();
        assertThat(home.resolve("conf/keys/dkim/acme.example/sluice.pem.next")).exists();
    }

    @Test
    void leavesTheDatabaseOfAnotherUserAlone() throws Exception {
        Path data = Files.createDirectories(home.resolve("data"));
        try {
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (FileSystemException e) {
            assumeTrue(false, "not root, so no directory can belong to another user: " + e.getMessage());
        }

        assertThat(run("generate", "acme.example", "--algorithm", "ed25519")).isZero();
        assertThat(data).isEmptyDirectory();
    }

    private int run(String verb, String... words) {
        CommandLine line = SluiceCommand.commandLine(ServerParts.NONE)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] all = new String[words.length + 4];
        System.arraycopy(new String[] {"dkim", verb, "--home", home.toString()}, 0, all, 0, 4);
        System.arraycopy(words, 0, all, 4, words.length);
        return line.execute(all);
    }
}
