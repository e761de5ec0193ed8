package org.sluicemta.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.egress.SiteId;

class RuleTableTest {
    private static Map<ResponseClass, ClassPolicy> policies() {
        Map<ResponseClass, ClassPolicy> policies = new EnumMap<>(ResponseClass.class);
        for (ResponseClass each : ResponseClass.values()) {
            policies.put(each, new ClassPolicy(each, Permanence.AS_CODED, Blame.SITE, 0, "default"));
        }
        policies.put(
                ResponseClass.UNKNOWN_RECIPIENT,
                new ClassPolicy(ResponseClass.UNKNOWN_RECIPIENT, Permanence.AS_CODED, Blame.RECIPIENT, 1, "default"));
        policies.put(
                ResponseClass.GREYLISTED,
                new ClassPolicy(ResponseClass.GREYLISTED, Permanence.NEVER, Blame.SITE, 0, "grey"));
        return policies;
    }

    private static RuleTable table(ResponseRule... rules) {
        return new RuleTable(Arrays.asList(rules), policies(), FewWords.PARTIES);
    }

    private static ResponseRule rule(String id, ResponseClass to, String... texts) {
        return new ResponseRule(
                id,
                to,
                Set.of(),
                Set.of(),
                CodePattern.ANY,
                StatusPattern.ANY,
                Arrays.stream(texts).map(TextPattern::parse).toList(),
                List.of());
    }

    private static Answer answer(int code, @Nullable String status, String text) {
        return new Answer(null, Phase.RCPT, code, status, text);
    }

    @Test
    void firstRuleThatFitsDecides() {
        RuleTable table =
                table(rule("a", ResponseClass.VIRUS, "bad * thing"), rule("b", ResponseClass.SPAM_CONTENT, "thing"));

        assertThat(table.classify(answer(550, null, "A BAD  old Thing.")).rule())
                .isEqualTo("a");
        assertThat(table.classify(answer(550, null, "a good thing")).rule()).isEqualTo("b");
        assertThat(table.classify(answer(550, null, "a nothing")).rule()).isEqualTo("none");
    }

    @Test
    void everyConditionThatIsGivenMustFit() {
        RuleTable table = table(new ResponseRule(
                "only",
                ResponseClass.MOVED,
                Set.of(new SiteId("big")),
                Set.of(Phase.RCPT),
                CodePattern.parse("55x"),
                StatusPattern.parse("5.1.6-7 *.2.*"),
                List.of(TextPattern.parse("gone")),
                List.of()));
        SiteId big = new SiteId("big");

        assertThat(table.classify(new Answer(big, Phase.RCPT, 551, "5.1.7", "gone"))
                        .rule())
                .isEqualTo("only");
        assertThat(table.classify(new Answer(null, Phase.RCPT, 551, "5.1.7", "gone"))
                        .rule())
                .isEqualTo("none");
        assertThat(table.classify(new Answer(big, Phase.MAIL, 551, "5.1.7", "gone"))
                        .rule())
                .isEqualTo("none");
        assertThat(table.classify(new Answer(big, Phase.RCPT, 541, "5.1.7", "gone"))
                        .rule())
                .isEqualTo("none");
        assertThat(table.classify(new Answer(big, Phase.RCPT, 551, "5.1.8", "gone"))
                        .rule())
                .isEqualTo("none");
        assertThat(table.classify(new Answer(big, Phase.RCPT, 551, "5.1.7", "here"))
                        .rule())
                .isEqualTo("none");
    }

    @Test
    void temporaryAnswerNeverSuppresses() {
        RuleTable table = table(rule("nobody", ResponseClass.UNKNOWN_RECIPIENT, "user unknown"));

        assertThat(table.classify(answer(550, null, "user unknown")))
                .isEqualTo(new Classification(
                        ResponseClass.UNKNOWN_RECIPIENT, true, Blame.RECIPIENT, 1, "default", "nobody"));
        assertThat(table.classify(answer(450, null, "user unknown")).suppressAfter())
                .isZero();
        assertThat(table.classify(answer(0, "4.1.1", "user unknown")).permanent())
                .isFalse();
        assertThat(table.classify(answer(0, null, "user unknown")).permanent()).isTrue();
    }

    @Test
    void greylistingIsTemporaryWhateverItsCode() {
        RuleTable table = table(rule("grey", ResponseClass.GREYLISTED, "greylist*"));

        assertThat(table.classify(answer(550, "5.7.1", "Greylisted")).permanent())
                .isFalse();
    }

    @Test
    void onlyRecipientsAtFaultAreSuppressed() {
        assertThatThrownBy(() ->
                        new ClassPolicy(ResponseClass.SOURCE_BLOCKED, Permanence.AS_CODED, Blame.SOURCE, 1, "default"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source-blocked may suppress only where the recipient is to blame");
    }

    @Test
    void onlyTheSourceOrTheSiteIsActedUpon() {
        ResponseAction slower =
                new ResponseAction(ResponseAction.Kind.SLOW_DOWN, Duration.ZERO, ResponseAction.Trigger.AT_ONCE);

        assertThatThrownBy(() -> new ClassPolicy(
                        ResponseClass.VIRUS, Permanence.AS_CODED, Blame.CONTENT, 0, "default", Duration.ZERO, slower))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("virus may have an action only where the source or the site is to blame");
    }

    /** What a bounce message tells may be days old, and by which source it left isn't said. */
    @Test
    void aReportIsNotActedUpon() {
        ResponseAction slower =
                new ResponseAction(ResponseAction.Kind.SLOW_DOWN, Duration.ZERO, ResponseAction.Trigger.AT_ONCE);
        Map<ResponseClass, ClassPolicy> policies = policies();
        policies.put(
                ResponseClass.RATE_LIMITED,
                new ClassPolicy(
                        ResponseClass.RATE_LIMITED, Permanence.NEVER, Blame.SOURCE, 0, "slow", Duration.ZERO, slower));
        RuleTable table =
                new RuleTable(List.of(rule("r", ResponseClass.RATE_LIMITED, "too fast")), policies, FewWords.PARTIES);

        assertThat(table.classify(new Answer(null, Phase.MAIL, 421, null, "too fast"))
                        .action())
                .isEqualTo(slower);
        assertThat(table.classify(new Answer(null, Phase.REPORT, 421, null, "too fast"))
                        .action())
                .isEqualTo(ResponseAction.NONE);
        assertThat(table.classify(ResponseClass.RATE_LIMITED, 421).action()).isEqualTo(ResponseAction.NONE);
    }

    @Test
    void addressesInTheTextAreNoWords() {
        RuleTable table = table(rule("v", ResponseClass.VIRUS, "virus"), rule("u", ResponseClass.MOVED, "@ left"));

        assertThat(table.classify(answer(550, null, "<virus@example.org> left")).rule())
                .isEqualTo("none");
        assertThat(table.classify(answer(550, null, "virus@example.org left")).rule())
                .isEqualTo("u");
    }

    @Test
    void quotedAnswerCountsBeforeTheWordsAroundIt() {
        RuleTable table = table(
                rule("rejected", ResponseClass.CONTENT_REFUSED, "rejected"),
                rule("nobody", ResponseClass.UNKNOWN_RECIPIENT, "no such user"));

        assertThat(table.classify(answer(0, null, "It was rejected. host mx[192.0.2.1] said: 550 No such user"))
                        .rule())
                .isEqualTo("nobody");
        assertThat(table.classify(answer(0, null, "It was rejected. host mx[192.0.2.1] said: 550 hm"))
                        .rule())
                .isEqualTo("rejected");
    }

    @Test
    void codesAreFoundInTheTextOfABounce() {
        Classification found = table().classify(answer(0, null, "smtp; 550-5.1.1 <a@example.org>... 550 5.1.1 hm"));

        assertThat(found.responseClass()).isEqualTo(ResponseClass.UNKNOWN_RECIPIENT);
        assertThat(found.permanent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "550, 5.1.1, RCPT, unknown-recipient",
        "550, 5.1.2, RCPT, unknown-domain",
        "556, 5.1.10, RCPT, unknown-domain",
        "550, 5.1.8, MAIL, relay-refused",
        "550, 5.2.1, RCPT, inactive-recipient",
        "552, 5.2.2, RCPT, mailbox-full",
        "552, 5.3.4, MAIL, message-too-large",
        "451, 4.3.2, CONNECT, site-unavailable",
        "421, 4.4.5, RCPT, rate-limited",
        "554, 4.4.7, REPORT, expired",
        "503, 5.5.1, RCPT, protocol-error",
        "554, 5.6.0, END_OF_DATA, content-refused",
        "554, 5.7.1, CONNECT, source-blocked",
        "554, 5.7.1, RCPT, relay-refused",
        "554, 5.7.1, END_OF_DATA, content-refused",
        "550, 5.7.26, END_OF_DATA, authentication-failed",
        "550, 5.7.25, RCPT, source-blocked",
        "550, 5.7.30, MAIL, tls-failed",
        "452, , RCPT, mailbox-full",
        "552, , END_OF_DATA, message-too-large",
        "530, , MAIL, relay-refused",
        "554, , CONNECT, source-blocked",
        "550, , RCPT, other",
        "0, , CONNECT, connection-failed",
        "0, , DNS, site-unavailable"
    })
    void codesDecideWhereNoRuleKnowsTheWords(int code, @Nullable String status, Phase phase, String expected) {
        Classification found = table().classify(new Answer(null, phase, code, status, "hm"));

        assertThat(found.responseClass().label()).isEqualTo(expected);
        assertThat(found.rule()).isEqualTo("none");
    }

    @Test
    void agreesWithTryingEveryPatternInTurn() {
        Random random = new Random(7);
        ResponseRule[] rules = new ResponseRule[60];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule("r" + i, ResponseClass.OTHER, word(random) + (i % 3 == 0 ? " * " : "") + word(random));
        }
        RuleTable table = table(rules);
        for (int i = 0; i < 3_000; i++) {
            String text = word(random) + word(random) + " " + word(random) + word(random) + " " + word(random);
            String expected = Arrays.stream(rules)
                    .filter(rule -> rule.texts().get(0).matches(AnswerText.normalise(text)))
                    .map(ResponseRule::id)
                    .findFirst()
                    .orElse("none");

            assertThat(table.classify(answer(550, null, text)).rule()).as(text).isEqualTo(expected);
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 3 + random.nextInt(2); i > 0; i--) {
            word.append("ab".charAt(random.nextInt(2)));
        }
        return word.toString();
    }

    @Test
    void textIsCutBeforeItCouldBecomeSlow() {
        assertThat(AnswerText.normalise("x".repeat(1_000_000))).hasSize(AnswerText.MAX_LENGTH);
    }

    @Test
    void ruleIdsStandOnce() {
        assertThatThrownBy(() -> table(rule("a", ResponseClass.VIRUS, "one"), rule("a", ResponseClass.VIRUS, "two")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule a stands twice");
    }
}
