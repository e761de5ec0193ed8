package org.sluicemta.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.conf.file.ConfiguredCredential;
import org.sluicemta.conf.file.TenantsFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.XmlTreeReader;
import org.sluicemta.console.operation.CredentialProofs;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.StoredProof;
import picocli.CommandLine;

class TenantPasswordCommandTest {
    @TempDir
    Path home;

    @Test
    void printsWhatTenantsXmlReads() throws Exception {
        List<StoredProof> proofs = List.of(
                PasswordKeys.scram(ScramHash.SHA_256, "secret", 4_096, new SecureRandom()),
                PasswordKeys.scram(ScramHash.SHA_1, "secret", 4_096, new SecureRandom()),
                PasswordKeys.cramMd5("secret"),
                CredentialIdentity.parse("token:\"<&>\""));
        String element = new CredentialProofs(proofs).element("a&b \"c\"");
        ConfiguredCredential read = read(element);
        assertThat(read.userName()).isEqualTo("a&b \"c\"");
        assertThat(read.proofs()).isEqualTo(proofs);
        assertThat(element).doesNotContain("secret");
    }

    @Test
    void printsIdentitiesWithoutAPassword() throws Exception {
        StringWriter out = new StringWriter();
        String fingerprint = "AB:".repeat(31) + "AB";
        int code = run(
                out,
                new StringWriter(),
                "app",
                "--print",
                "--no-password",
                "--certificate",
                fingerprint,
                "--identity",
                "email:app@acme.example");
        assertThat(code).isZero();
        assertThat(read(out.toString()).proofs())
                .containsExactly(
                        CredentialIdentity.parse("sha256:" + "ab".repeat(32)),
                        CredentialIdentity.parse("email:app@acme.example"));
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        StringWriter err = new StringWriter();
        assertThat(run(new StringWriter(), err, "app", "--print", "--no-password"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("leaves nothing to log in with");
        assertThat(run(new StringWriter(), err, "app", "--print", "--no-password", "--certificate", "00"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("openssl x509 -noout -fingerprint -sha256");
        assertThat(run(new StringWriter(), err, "app", "--no-password", "--identity", "token:x"))
                .isEqualTo(ExitCode.UNAVAILABLE.code());
    }

    @Test
    void readsAPasswordFromAPipe() {
        assertThat(PasswordInput.line(text("p\u00e4ss w\u00f6rd\r\nmore"))).isEqualTo("p\u00e4ss w\u00f6rd");
        assertThatThrownBy(() -> PasswordInput.line(text("")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("pipe it in");
    }

    private int run(StringWriter out, StringWriter err, String... words) {
        CommandLine line = SluiceCommand.commandLine(ServerParts.NONE)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] all = new String[words.length + 4];
        System.arraycopy(new String[] {"tenant", "password", "--home", home.toString()}, 0, all, 0, 4);
        System.arraycopy(words, 0, all, 4, words.length);
        return line.execute(all);
    }

    private ConfiguredCredential read(String element) throws Exception {
        Path file = Files.writeString(
                home.resolve("tenants.xml"),
                "<tenants><tenant name='acme' default-stream='x'>" + element + "</tenant></tenants>");
        Problems problems = new Problems();
        var tenants = new XmlTreeReader(Map.of(), problems)
                .read(file)
                .map(tree -> TenantsFile.read(tree, problems))
                .orElseThrow();
        problems.raise();
        return tenants.get(0).credentials().get(0);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
