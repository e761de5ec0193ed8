package org.sluicemta.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartyFinderTest {
    private final RuleTable table = new RuleTable(
            List.of(
                    rule("nobody", ResponseClass.UNKNOWN_RECIPIENT, "unknown", "not found", "does not exist"),
                    rule("full", ResponseClass.MAILBOX_FULL, "full"),
                    rule("spam", ResponseClass.SPAM_CONTENT, "spam")),
            policies(),
            FewWords.PARTIES);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user unknown                                                    | RECIPIENT
                user unknown, returned to sender                                | RECIPIENT
                Recipient address rejected: user unknown; from=<a@b.example>    | RECIPIENT
                user unknown at sender.example.com                              | RECIPIENT
                mailbox full, the sender should try again later                 | RECIPIENT
                address given by the sender does not exist                      | RECIPIENT
                unknown sender                                                  | SENDER
                user does not exist on the list of authorised senders           | SENDER
                the domain in your envelope does not exist                      | SENDER
                <a@b.example> unknown user (sender address)                     | SENDER
                Recipient refused because sender domain does not exist          | SENDER
                unknown host [192.0.2.1], HELO refused                          | CLIENT
                client host not found                                           | CLIENT
                """)
    void saysWhomTheWordsAreAbout(String words, Party party) {
        assertThat(partyOf(Phase.RCPT, null, words)).isEqualTo(party);
    }

    @Test
    void phaseAndStatusCountBeforeTheWords() {
        assertThat(partyOf(Phase.MAIL, null, "user unknown")).isEqualTo(Party.SENDER);
        assertThat(partyOf(Phase.CONNECT, null, "user unknown")).isEqualTo(Party.CLIENT);
        assertThat(partyOf(Phase.RCPT, "5.1.8", "domain unknown")).isEqualTo(Party.SENDER);
        assertThat(partyOf(Phase.RCPT, "5.7.25", "name unknown")).isEqualTo(Party.CLIENT);
        assertThat(partyOf(Phase.RCPT, "5.7.1", "not found")).isEqualTo(Party.SENDER);
        assertThat(partyOf(Phase.RCPT, "5.7.1", "user not found")).isEqualTo(Party.RECIPIENT);
    }

    @Test
    void reportNamesThePhaseInItsWords() {
        assertThat(partyOf(Phase.REPORT, null, "host x said: 550 user unknown (in reply to MAIL FROM command)"))
                .isEqualTo(Party.SENDER);
        assertThat(partyOf(Phase.REPORT, null, "host x said: 550 user unknown (in reply to RCPT TO command)"))
                .isEqualTo(Party.RECIPIENT);
    }

    @Test
    void answerAboutSomebodyElseSuppressesNobodyButKeepsItsOwnClass() {
        Classification about = table.classify(new Answer(null, Phase.RCPT, 550, null, "sender unknown"));

        assertThat(about.responseClass()).isEqualTo(ResponseClass.RELAY_REFUSED);
        assertThat(about.suppressAfter()).isZero();
        assertThat(about.permanent()).isTrue();
        assertThat(table.classify(new Answer(null, Phase.RCPT, 550, null, "sender unknown, known for spam"))
                        .rule())
                .isEqualTo("spam");
    }

    @Test
    void codesAloneSuppressNobodyBeforeTheRecipientIsNamed() {
        assertThat(table.classify(new Answer(null, Phase.MAIL, 550, "5.1.1", "no"))
                        .responseClass())
                .isEqualTo(ResponseClass.RELAY_REFUSED);
        assertThat(table.classify(new Answer(null, Phase.CONNECT, 521, null, "no mail here"))
                        .responseClass())
                .isEqualTo(ResponseClass.SITE_UNAVAILABLE);
    }

    private Party partyOf(Phase phase, @org.jspecify.annotations.Nullable String status, String words) {
        AnswerReading reading = AnswerReading.of(new Answer(null, phase, 550, status, words));
        ResponseRule rule = table.rules().getFirst();
        TextSpan decided = rule.texts().stream()
                .map(text -> text.find(reading.text()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(TextSpan.all(reading.text()));
        return new PartyFinder(reading, FewWords.PARTIES).of(decided, ResponseClass.UNKNOWN_RECIPIENT);
    }

    private static ResponseRule rule(String id, ResponseClass found, String... texts) {
        return new ResponseRule(
                id,
                found,
                Set.of(),
                Set.of(),
                CodePattern.parse(""),
                StatusPattern.parse(""),
                Arrays.stream(texts).map(TextPattern::parse).toList(),
                List.of());
    }

    private static Map<ResponseClass, ClassPolicy> policies() {
        Map<ResponseClass, ClassPolicy> policies = new EnumMap<>(ResponseClass.class);
        for (ResponseClass each : ResponseClass.values()) {
            Blame blame = each == ResponseClass.SPAM_CONTENT ? Blame.CONTENT : Blame.SITE;
            policies.put(each, new ClassPolicy(each, Permanence.AS_CODED, blame, 0, "default"));
        }
        for (ResponseClass each :
                List.of(ResponseClass.UNKNOWN_RECIPIENT, ResponseClass.UNKNOWN_DOMAIN, ResponseClass.MAILBOX_FULL)) {
            policies.put(each, new ClassPolicy(each, Permanence.AS_CODED, Blame.RECIPIENT, 1, "default"));
        }
        return policies;
    }
}
