package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseRule;
import org.sluicemta.response.RuleTable;

/**
 * Whatever the shipped table has words for, an answer that says the same about the sender or the connecting client
 * suppresses nobody; said about the recipient, it goes on suppressing.
 */
class WrongPartyTest {
    /** How answers put somebody in front of, or behind, what they say: {@code %s}. */
    private static final List<String> ABOUT_US = List.of(
            "Sender address rejected: %s",
            "Sender <a@sender.example> rejected: %s",
            "sender: %s",
            "%s (sender address)",
            "%s - sender",
            "Sender verify failed: %s",
            "From address: %s",
            "MAIL FROM: %s",
            "the envelope sender's %s",
            "return path: %s",
            "Your domain: %s",
            "your account: %s",
            "Your e-mail address %s",
            "sending domain %s",
            "the sending host: %s",
            "client host [192.0.2.1] refused: %s",
            "Client: %s",
            "Your host mx.sender.example (192.0.2.1): %s",
            "your IP address, %s",
            "Invalid HELO: %s",
            "EHLO name rejected: %s",
            "originating host, %s",
            "Absender: %s",
            "Absenderadresse abgelehnt: %s",
            "Ihre Domain: %s",
            "Adresse de l'expéditeur : %s",
            "votre domaine : %s",
            "Dirección del remitente: %s",
            "su dominio: %s",
            "Endereço do remetente: %s",
            "Indirizzo del mittente: %s",
            "Adres van afzender: %s",
            "Avsändarens adress: %s",
            "Avsenderadresse: %s",
            "Afsenderadresse: %s",
            "Lähettäjän osoite: %s",
            "Adres nadawcy: %s",
            "Adresa odesílatele: %s",
            "A feladó címe: %s",
            "Adresa expeditorului: %s",
            "Gönderen adresi: %s",
            "Адрес отправителя: %s",
            "Ваш домен: %s",
            "Адреса відправника: %s",
            "Διεύθυνση αποστολέα: %s",
            "送信者：%s",
            "差出人のアドレス: %s",
            "发件人：%s",
            "寄件者：%s",
            "발신자: %s",
            "כתובת השולח: %s",
            "عنوان المرسل: %s",
            "Địa chỉ người gửi: %s",
            "alamat pengirim: %s");

    private static final List<String> ABOUT_HIM = List.of(
            "%s",
            "Recipient address rejected: %s",
            "<u@example.org>: %s",
            "recipient <u@example.org>: %s",
            "Empfänger: %s",
            "destinataire : %s",
            "Destinatario: %s",
            "收件人：%s");

    /** Words for the recipient, each with what the sender has in its place. */
    private static final Map<String, String> SWAPPED = Map.of(
            "recipient", "sender",
            "addressee", "sender",
            "user", "sender",
            "mailbox", "sender mailbox",
            "account", "sender's account",
            "address", "sender address",
            "domain", "sender domain",
            "host", "client host",
            "email", "sender email");

    private static RuleTable table;

    @TempDir
    static Path home;

    @BeforeAll
    static void load() throws Exception {
        ShippedConfiguration.copyTo(home);
        table = (RuleTable) new ConfigurationLoader(ChainClassCheck.NONE)
                .load(home, home, Map.of())
                .responses();
    }

    @Test
    void wordsAboutTheSenderOrTheClientSuppressNobody() {
        List<String> wrong = new ArrayList<>();
        for (String words : suppressing()) {
            for (String frame : ABOUT_US) {
                String sentence = String.format(Locale.ROOT, frame, words.replaceAll("(?i)recipient", "sender"));
                check(wrong, new Answer(null, Phase.RCPT, 550, null, sentence));
                check(wrong, new Answer(null, Phase.REPORT, 0, "5.1.1", sentence));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void wordsWhoseRecipientIsSwappedForTheSenderSuppressNobody() {
        List<String> wrong = new ArrayList<>();
        for (String words : suppressing()) {
            String lower = words.toLowerCase(Locale.ROOT);
            for (Map.Entry<String, String> swap : SWAPPED.entrySet()) {
                if (lower.contains(swap.getKey())) {
                    String swapped = lower.replace(swap.getKey(), swap.getValue());
                    check(wrong, new Answer(null, Phase.RCPT, 550, null, swapped));
                    check(wrong, new Answer(null, Phase.REPORT, 550, "5.1.1", swapped));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECT", "TLS", "EHLO", "AUTH", "MAIL"})
    void answersBeforeTheRecipientIsNamedSuppressNobody(Phase phase) {
        List<String> wrong = new ArrayList<>();
        suppressing().forEach(words -> check(wrong, new Answer(null, phase, 550, "5.1.1", words)));
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s (in reply to MAIL FROM command)",
                "host mx.example.org[192.0.2.1] said: 550 %s (in reply to MAIL FROM command)",
                "SMTP error from remote mail server after MAIL FROM:<a@sender.example>: host mx.example.org: 550 %s",
                "host mx.example.org[192.0.2.1] said: 550 %s (in reply to EHLO command)",
                "Connected to 192.0.2.1 but sender was rejected. Remote host said: 550 %s",
                ">>> MAIL From:<a@sender.example> <<< 550 %s"
            })
    void reportsOfAnswersBeforeTheRecipientIsNamedSuppressNobody(String frame) {
        List<String> wrong = new ArrayList<>();
        suppressing()
                .forEach(words -> check(
                        wrong, new Answer(null, Phase.REPORT, 550, "5.1.0", String.format(Locale.ROOT, frame, words))));
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.1.7", "5.1.8", "5.7.20", "5.7.23", "5.7.25", "5.7.26", "5.7.27"})
    void statusOfTheSenderSuppressesNobody(String status) {
        List<String> wrong = new ArrayList<>();
        suppressing().forEach(words -> check(wrong, new Answer(null, Phase.RCPT, 550, status, words)));
        assertThat(wrong).isEmpty();
    }

    @Test
    void wordsAboutTheRecipientGoOnSuppressing() {
        List<String> lost = new ArrayList<>();
        for (String words : suppressing()) {
            ResponseClass plain = classify(Phase.RCPT, words).responseClass();
            for (String frame : ABOUT_HIM) {
                Classification framed = classify(Phase.RCPT, String.format(Locale.ROOT, frame, words));
                if (plain == framed.responseClass() && framed.suppressAfter() == 0 && suppresses(plain)) {
                    lost.add(framed + " for " + String.format(Locale.ROOT, frame, words));
                }
            }
            if (!suppresses(plain)) {
                lost.add(plain + " for " + words);
            }
        }
        assertThat(lost).isEmpty();
    }

    private static Classification classify(Phase phase, String text) {
        return table.classify(new Answer(null, phase, 550, null, text));
    }

    private static boolean suppresses(ResponseClass found) {
        return table.policy(found).suppressAfter() > 0;
    }

    private static void check(List<String> wrong, Answer answer) {
        Classification found = table.classify(answer);
        if (found.suppressAfter() > 0 || suppresses(found.responseClass())) {
            wrong.add(found.responseClass().label() + " by " + found.rule() + " for " + answer);
        }
    }

    /** Examples and words of the rules whose class suppresses, where a live answer of RCPT with them does. */
    private static List<String> suppressing() {
        return table.rules().stream()
                .filter(rule -> suppresses(rule.responseClass()))
                .flatMap(WrongPartyTest::sentences)
                .filter(words -> decidedBy(words) != null)
                .toList();
    }

    private static @Nullable ResponseClass decidedBy(String words) {
        ResponseClass found = classify(Phase.RCPT, words).responseClass();
        return suppresses(found) ? found : null;
    }

    private static Stream<String> sentences(ResponseRule rule) {
        return Stream.concat(
                rule.examples().stream().map(Answer::text),
                rule.texts().stream()
                        .map(text -> text.toString().replace("*", " so and so ").strip()));
    }
}
