package org.sluicemta.store.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionTargetsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "Ann.B@Example.ORG, ann.b@example.org",
                "'\"ann.b\"@example.org', ann.b@example.org",
                "'\"ann b\"@example.org', '\"ann b\"@example.org'",
                "'\".ann\"@example.org', '\".ann\"@example.org'",
                "ÄNNE@BÜCHER.example, änne@xn--bcher-kva.example",
                "ann@XN--BCHER-KVA.example, ann@xn--bcher-kva.example",
                "ann@[192.0.2.1], ann@[192.0.2.1]",
                "Example.ORG., example.org",
                "user+tag@example.org, user+tag@example.org"
            })
    void bringsWritingsOfOneMailboxTogether(String written, String form) {
        assertThat(new SuppressionTargets(false).parse(written)).isEqualTo(form);
        assertThat(new SuppressionTargets(false).parse(form)).isEqualTo(form);
    }

    @Test
    void foldsSubAddressesWhereAsked() {
        SuppressionTargets folding = new SuppressionTargets(true);
        assertThat(folding.parse("User+Tag+more@example.org")).isEqualTo("user@example.org");
        assertThat(folding.parse("+tag@example.org")).isEqualTo("+tag@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "STRASSE@STRASSE.example, strasse@strasse.example",
        "x@faß.de, x@xn--fa-hia.de",
        "x@点看.example, x@xn--3pxu8k.example",
        "x@ＥＸＡＭＰＬＥ.org, x@example.org",
        "ｊｏｅ@example.org, joe@example.org",
        "x@İSTANBUL.example, x@İstanbul.example",
        "x@bu\u0308cher.example, x@xn--bcher-kva.example",
        "o\u0308@example.org, ö@example.org",
        "I@EXAMPLE.ORG, i@example.org",
        "postmaster@LOCALHOST, postmaster@localhost",
        "x@example.org., x@example.org"
    })
    void isTheSameInEveryCaseAndEncoding(String written, String form) {
        SuppressionTargets targets = new SuppressionTargets(false);

        assertThat(targets.parse(written)).isEqualTo(targets.parse(form));
        assertThat(targets.parse(targets.parse(written))).isEqualTo(targets.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@@example.org", "a b@example.org", "a@b, c@example.org", ""})
    void refusesWhatIsNotOneAddressOrDomain(String text) {
        assertThatThrownBy(() -> new SuppressionTargets(false).parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b@example.org",
                "end.@example.org",
                "\"a b\"@example.org",
                "o'neil+x/y@example.org",
                "\u65e5\u672c@\u4f8b\u3048.jp",
                "x@[192.0.2.1]",
                "_x.example.org",
                "example.org."
            })
    void letsAddWhatMayExist(String text) {
        assertThat(SuppressionTargets.requireTarget(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:x@example.org",
                "<x@example.org>",
                "Anna <x@example.org>",
                "x@example.org;y@example.org",
                "*@example.org",
                "%@example.org",
                "*.example.org",
                "@example.org",
                "x@",
                "x@-a.example",
                "x@a-.example",
                "x@a..example",
                "\u200bx@example.org",
                "\uFEFFx@example.org",
                "x\u00a0y@example.org",
                "localhost"
            })
    void letsNothingBeAddedThatMatchesNobody(String text) {
        assertThatThrownBy(() -> SuppressionTargets.requireTarget(text)).hasMessageContaining("got \"" + text + "\"");
    }

    @Test
    void hashesAddressesAndNeverDomains(@TempDir Path directory) throws Exception {
        TargetKey key = TargetKey.open(directory.resolve("key"));
        SuppressionTargets targets = new SuppressionTargets(false, Optional.of(key));

        String hash = targets.parse("Ann@Example.org");
        assertThat(hash).matches("hash:" + key.id() + ":[0-9a-f]{32}").isEqualTo(targets.parse("ann@EXAMPLE.org"));
        assertThat(targets.parse(hash)).isEqualTo(hash);
        assertThat(targets.parse("Example.org")).isEqualTo("example.org");
        assertThat(new SuppressionTargets(false, Optional.of(TargetKey.open(directory.resolve("key"))))
                        .parse("ann@example.org"))
                .as("with the key read again")
                .isEqualTo(hash);
    }

    @Test
    void refusesHashesOfAnotherKey(@TempDir Path directory) throws Exception {
        SuppressionTargets one = new SuppressionTargets(false, Optional.of(TargetKey.open(directory.resolve("one"))));
        SuppressionTargets other =
                new SuppressionTargets(false, Optional.of(TargetKey.open(directory.resolve("other"))));
        String hash = one.parse("ann@example.org");

        assertThatThrownBy(() -> other.parse(hash)).hasMessageContaining("would match nobody");
        assertThatThrownBy(() -> new SuppressionTargets(false).parse(hash)).hasMessageContaining("key is none");
        assertThatThrownBy(() -> one.parse("hash:12")).hasMessageContaining("is written hash:");
    }

    @Test
    void refusesAKeyThatOthersMayRead(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("key");
        TargetKey.open(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> TargetKey.open(file)).hasMessageContaining("chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "short");
        assertThatThrownBy(() -> TargetKey.open(file))
                .hasMessageContaining("32 octets in base64")
                .hasMessageNotContaining("short");
    }

    @Test
    void aTargetMayBeAsDeepAsItLikes() {
        String deep = "a.".repeat(200_000) + "example";

        assertThatThrownBy(() -> SuppressionTargets.requireTarget(deep)).isInstanceOf(IllegalArgumentException.class);
        assertThat(SuppressionTargets.requireTarget("a.".repeat(126) + "b")).isNotEmpty();
    }
}
