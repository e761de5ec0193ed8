package org.sluicemta.gateway.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.gateway.sts.StsPolicy.Mode;

/** Policies as RFC 8461 section 3.2 has them, and as it hasn't. */
class StsPolicyReaderTest {
    private static StsPolicy read(String text) throws StsPolicyException {
        return StsPolicyReader.read("example.org", "1", text);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }

    @Test
    void readsThePolicyOfTheRfc() throws StsPolicyException {
        StsPolicy policy = read("version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\n"
                + "mx: backupmx.example.com\r\nmax_age: 604800\r\n");

        assertThat(policy)
                .isEqualTo(new StsPolicy(
                        "example.org",
                        "1",
                        Mode.ENFORCE,
                        List.of("mail.example.com", "*.example.net", "backupmx.example.com"),
                        Duration.ofDays(7)));
    }

    @Test
    void leavesAloneWhatItDoesNotKnowAndTakesTheFirstOfTwo() throws StsPolicyException {
        StsPolicy policy = read(lines(
                "max_age:60",
                "version:STSv1",
                "mode:testing  ",
                "x-note: a: b",
                "mode: enforce",
                "",
                "mx:MX.Example.ORG"));

        assertThat(policy.mode()).isEqualTo(Mode.TESTING);
        assertThat(policy.mx()).containsExactly("mx.example.org");
    }

    @Test
    void needsNoHostWhereThereIsNoPolicyAnyMore() throws StsPolicyException {
        assertThat(read(lines("version: STSv1", "mode: none", "max_age: 86400")).mx())
                .isEmpty();
    }

    @Test
    void usesNoneForLongerThanAYear() throws StsPolicyException {
        assertThat(read(lines("version: STSv1", "mode: none", "max_age: 9999999999"))
                        .maxAge())
                .isEqualTo(Duration.ofSeconds(31_557_600));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("", "the policy has no version"),
                Arguments.of("<html>", "line 1 must be a name, a colon and a value, got \"<html>\""),
                Arguments.of("version: STSv2", "line 1: version must be STSv1, got \"STSv2\""),
                Arguments.of(
                        lines("version: STSv1", "mode: strict"),
                        "line 2: mode must be enforce, testing or none, got \"strict\""),
                Arguments.of(
                        lines("version: STSv1", "mode: Enforce"),
                        "line 2: mode must be enforce, testing or none, got \"Enforce\""),
                Arguments.of(
                        lines("version: STSv1", "", "max_age: 1d"),
                        "line 3: max_age must be a number of seconds, got \"1d\""),
                Arguments.of(
                        lines("version: STSv1", "max_age: -1"),
                        "line 2: max_age must be a number of seconds, got \"-1\""),
                Arguments.of(
                        lines("mx: *.*.org"),
                        "line 1: mx must be a host name or a pattern such as *.example.org, got \"*.*.org\""),
                Arguments.of(
                        lines("mx: "), "line 1: mx must be a host name or a pattern such as *.example.org, got \"\""),
                Arguments.of(
                        lines("mx: a\u0007b" + "x".repeat(80)),
                        "line 1: mx must be a host name or a pattern such as *.example.org, got \"a?b" + "x".repeat(57)
                                + "…\""),
                Arguments.of(
                        lines("version: STSv1", "mode: enforce", "max_age: 1"),
                        "the policy names no mx, so no host could take the domain's mail"),
                Arguments.of(lines("version: STSv1", "mx: a.example", "max_age: 1"), "the policy has no mode"),
                Arguments.of(lines("version: STSv1", "mode: none"), "the policy has no max_age"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(StsPolicyException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "mx.example.org, mx.example.org, true",
        "mx.example.org, MX.Example.org, true",
        "mx.example.org, a.mx.example.org, false",
        "*.example.org, mx.example.org, true",
        "*.example.org, example.org, false",
        "*.example.org, a.mx.example.org, false",
        "*.example.org, .example.org, false",
        "*.example.org, mx.evilexample.org, false",
    })
    void comparesHosts(String pattern, String host, boolean allowed) {
        StsPolicy policy = new StsPolicy("example.org", "1", Mode.ENFORCE, List.of(pattern), Duration.ofDays(1));
        assertThat(policy.allows(host)).isEqualTo(allowed);
    }
}
