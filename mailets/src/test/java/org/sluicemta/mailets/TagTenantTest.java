package org.sluicemta.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.sluicemta.handoff.ChainRefusal;
import org.sluicemta.mail.MailAttributeNames;

class TagTenantTest {
    private static final String PLAIN = "From: a@neutral.example\r\n\r\nHello\r\n";
    private static final String NAMED = "X-Sluice-Tenant: umbrella\r\n" + PLAIN;

    @Test
    void prefersTheCredential() throws Exception {
        Mail mail = mail(NAMED, "a@neutral.example");
        TestMail.set(mail, MailAttributeNames.CREDENTIAL, "acme");
        TestMail.set(mail, MailAttributeNames.CLIENT_TRUSTED, "true");

        assertThat(tag(mail)).contains("acme");
    }

    @Test
    void believesTheHeaderOfATrustedClientAndTakesItOff() throws Exception {
        Mail mail = TestMail.set(mail(NAMED, "a@neutral.example"), MailAttributeNames.CLIENT_TRUSTED, "true");

        assertThat(tag(mail)).contains("umbrella");
        assertThat(mail.getMessage().getHeader("X-Sluice-Tenant")).isNull();
    }

    @Test
    void passesOverTheHeaderOfAnyoneElseAndTakesItOff() throws Exception {
        Mail mail = mail(NAMED, "a@acme.example");
        TestMail.set(mail, MailAttributeNames.CLIENT_ADDRESS, "198.51.100.9");

        assertThat(tag(mail)).contains("acme");
        assertThat(mail.getMessage().getHeader("X-Sluice-Tenant")).isNull();
    }

    @Test
    void goesBySenderDomainThenNetworkThenListenerForATrustedClient() throws Exception {
        Mail byDomain = trusted(PLAIN, "a@UMBRELLA.example");
        TestMail.set(byDomain, MailAttributeNames.CLIENT_ADDRESS, "198.51.100.9");
        Mail byNetwork = trusted(PLAIN, "a@neutral.example");
        TestMail.set(byNetwork, MailAttributeNames.CLIENT_ADDRESS, "203.0.113.9");
        TestMail.set(byNetwork, MailAttributeNames.LISTENER, "smtp-acme");
        Mail byListener = trusted(PLAIN, "a@neutral.example");
        TestMail.set(byListener, MailAttributeNames.LISTENER, "smtp-acme");

        assertThat(tag(byDomain)).contains("umbrella");
        assertThat(tag(byNetwork)).contains("umbrella");
        assertThat(tag(byListener)).contains("acme");
    }

    @Test
    void believesNothingThatAStrangerSays() throws Exception {
        for (String header : List.of("", "X-Sluice-Tenant: acme\r\n", "X-Sluice-Tenant: a\r\nX-Sluice-Tenant: b\r\n")) {
            Mail mail = mail(header + "From: ceo@acme.example\r\n\r\nHello\r\n", "ceo@acme.example");
            TestMail.set(mail, MailAttributeNames.CLIENT_ADDRESS, "192.0.2.7");
            TestMail.set(mail, MailAttributeNames.LISTENER, "smtp-acme");

            assertThat(tag(mail, "default", "house")).contains("relayed");
            assertThat(mail.getMessage().getHeader("X-Sluice-Tenant")).isNull();
        }
    }

    @Test
    void givesNoTenantToAClientWhoseAddressNobodyVouchesFor() throws Exception {
        Mail mail = mail(PLAIN, "a@acme.example");

        assertThat(tag(mail)).contains("relayed");
    }

    @Test
    void sendsForTheOwnerOfTheDomainFromATrustedNetworkOfTheHouse() throws Exception {
        Mail mail = mail(PLAIN, "a@acme.example");
        TestMail.set(mail, MailAttributeNames.CLIENT_ADDRESS, "127.0.0.1");
        TestMail.set(mail, MailAttributeNames.CLIENT_TRUSTED, "true");

        assertThat(tag(mail)).contains("acme");
    }

    @Test
    void refusesMailOfNobody() {
        assertThatThrownBy(() -> tag(trusted(PLAIN, "a@neutral.example")))
                .isInstanceOfSatisfying(
                        ChainRefusal.class, e -> assertThat(e.enhancedStatus()).isEqualTo("5.7.1"));
    }

    @Test
    void placesMailOfNobodyWithTheDefault() throws Exception {
        assertThat(tag(trusted(PLAIN, "a@neutral.example"), "default", "house")).contains("house");
    }

    @Test
    void refusesTheDomainOfAnotherTenant() throws Exception {
        Mail mail = TestMail.set(mail(PLAIN, "a@umbrella.example"), MailAttributeNames.CREDENTIAL, "acme");

        assertThatThrownBy(() -> tag(mail)).isInstanceOf(ChainRefusal.class).hasMessageContaining("umbrella.example");
        assertThat(tag(mail, "foreignDomain", "allow")).contains("acme");
    }

    @Test
    void refusesTheDomainOfAnotherTenantInEverySpellingAndBelowIt() throws Exception {
        for (String sender : List.of("a@UMBRELLA.example", "a@news.umbrella.example", "a@shop.xn--bcher-kva.example")) {
            Mail mail = TestMail.set(mail(PLAIN, sender), MailAttributeNames.CREDENTIAL, "acme");
            assertThatThrownBy(() -> tag(mail)).as(sender).isInstanceOf(ChainRefusal.class);
        }
    }

    @Test
    void refusesWhoeverLogsInToBeReadAsAnotherTenant() throws Exception {
        for (String from : List.of(
                "ceo@umbrella.example",
                "Boss <ceo@news.UMBRELLA.example.>",
                "a@acme.example,\r\n ceo@umbrella.example",
                "a@acme.example\r\nFrom: ceo@umbrella.example",
                "(\") ceo@umbrella.example (\"x)",
                "ceo@ umbrella . example",
                "ceo@(x)umbrella.example",
                "Staff: ceo@umbrella.example;",
                "\"a b\"@umbrella.example",
                "\"ceo@umbrella.example",
                "ceo@b\u00c3\u00bccher.example")) {
            Mail mail = from(from);
            assertThatThrownBy(() -> tag(TestMail.set(mail, MailAttributeNames.CREDENTIAL, "acme")))
                    .as(from)
                    .isInstanceOf(ChainRefusal.class)
                    .hasMessageContaining("From");
            assertThat(tag(mail, "foreignDomain", "allow")).as(from).contains("acme");
        }
    }

    @Test
    void refusesAFromThatCanBeReadInTwoWaysFromWhoeverLogsIn() throws Exception {
        for (String from : List.of(
                "\"x@neutral.example\" x@acme.example",
                "a@acme.example\r\nFrom: b@acme.example",
                "An\u001bna <a@acme.example>",
                "\u00e2\u0080\u00aeAnna <a@acme.example>",
                "\u00ef\u00bb\u00bfa@acme.example",
                "=?utf-8?Q?=E2=80=AEx?= <a@acme.example>",
                "=?utf-8?Q?x=0D=0Ay?= <a@acme.example>",
                "x@acme.example <a@acme.example>",
                "Anna <a@acme.example>>",
                "Anna <a b@acme.example>",
                "a @acme.example",
                "\u00e2\u0080\u00ae, Anna <a@acme.example>",
                "<a@acme.example")) {
            Mail mail = from(from);
            assertThatThrownBy(() -> tag(TestMail.set(mail, MailAttributeNames.CREDENTIAL, "acme")))
                    .as(from)
                    .isInstanceOfSatisfying(
                            ChainRefusal.class,
                            refusal -> assertThat(refusal.enhancedStatus()).isEqualTo("5.6.0"));
            assertThat(tag(TestMail.set(from(from), MailAttributeNames.CLIENT_TRUSTED, "true")))
                    .contains("acme");
        }
    }

    @Test
    void writesAFromOfOneAddressAsAllReadersUnderstandIt() throws Exception {
        Map<String, String> repaired = new LinkedHashMap<>(Map.of(
                "Muster, Hans <a@acme.example>", "\"Muster, Hans\" <a@acme.example>",
                "'A, B' <a@acme.example>", "\"'A, B'\" <a@acme.example>",
                "A; B <a@acme.example>", "\"A; B\" <a@acme.example>",
                "A <b> C <a@acme.example>", "\"A <b> C\" <a@acme.example>",
                "M\u00fcller, Hans <a@acme.example>", "=?UTF-8?Q?M=C3=BCller=2C_Hans?= <a@acme.example>",
                "\u00fcx <a@acme.example>", "=?UTF-8?Q?=C3=BCx?= <a@acme.example>",
                "=?utf-8?Q?M=C3=BC?=, Hans\r\n <a@acme.example>", "=?utf-8?Q?M=C3=BC?=  Hans <a@acme.example>",
                "Staff: Anna <a@acme.example>;", "\"Anna\" <a@acme.example>",
                "Staff: a@acme.example;", "a@acme.example",
                "a@acme.example.", "a@acme.example"));
        repaired.put("a@acme.example <a@ACME.example>", "\"a@acme.example\" <a@acme.example>");
        // The octets of UTF-8: a-umlaut in the address, which no encoded word may stand for.
        repaired.put("A, B <\u00c3\u00a4@acme.example>", "\"A, B\" <\u00c3\u00a4@acme.example>");
        for (Map.Entry<String, String> each : repaired.entrySet()) {
            Mail mail = from(each.getKey());
            TestMail.set(mail, MailAttributeNames.CREDENTIAL, "acme");

            assertThat(tag(mail)).as(each.getKey()).contains("acme");
            assertThat(mail.getMessage().getHeader("From")).containsExactly(each.getValue());
        }
    }

    @Test
    void leavesLettersAsTheyAreWhoseOctetsLookLikeControls() throws Exception {
        // Sharp s and capital U-umlaut in UTF-8: 9F and 9C are controls of ISO 8859-1.
        for (String from : List.of("gr\u00c3\u009fe@acme.example", "\u00c3\u009cber <a@acme.example>")) {
            Mail mail = TestMail.set(from(from), MailAttributeNames.CREDENTIAL, "acme");

            assertThat(tag(mail)).as(from).contains("acme");
            assertThat(mail.getMessage().getHeader("From")).containsExactly(from);
        }
    }

    @Test
    void letsMailPassThatOnlySpeaksOfAnotherTenant() throws Exception {
        Mail quoting = from("\"ceo@umbrella.example via us\" <a@acme.example>");
        Mail forwarded = from("ceo@umbrella.example");
        TestMail.set(quoting, MailAttributeNames.CREDENTIAL, "acme");
        TestMail.set(forwarded, MailAttributeNames.CLIENT_TRUSTED, "true");

        assertThat(tag(quoting)).contains("acme");
        assertThat(tag(forwarded)).contains("acme");
    }

    @Test
    void refusesAHeaderThatNamesNobodyOrTwo() throws Exception {
        Mail unknown = mail("X-Sluice-Tenant: No Such\r\n" + PLAIN, "a@neutral.example");
        Mail two = mail("X-Sluice-Tenant: acme\r\n" + NAMED, "a@neutral.example");
        TestMail.set(unknown, MailAttributeNames.CLIENT_TRUSTED, "true");
        TestMail.set(two, MailAttributeNames.CLIENT_TRUSTED, "true");

        assertThatThrownBy(() -> tag(unknown)).isInstanceOf(ChainRefusal.class);
        assertThatThrownBy(() -> tag(two)).isInstanceOf(ChainRefusal.class).hasMessageContaining("more than once");
    }

    @Test
    void namesEveryBadParameter() {
        assertThatThrownBy(() -> Parameters.init(
                        new TagTenant(new Directory()),
                        "header",
                        "a b",
                        "default",
                        "nobody",
                        "foreignDomain",
                        "maybe",
                        "defualt",
                        "x"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContainingAll("a b", "sluice tenant add nobody", "refuse or allow", "<defualt>");
    }

    private static Mail from(String from) throws Exception {
        return mail("From: " + from + "\r\n\r\nHello\r\n", "a@acme.example");
    }

    private static Mail trusted(String text, String sender) throws Exception {
        return TestMail.set(mail(text, sender), MailAttributeNames.CLIENT_TRUSTED, "true");
    }

    private static Mail mail(String text, String sender) throws Exception {
        return TestMail.of(text, sender, "b@example.net");
    }

    private static Optional<String> tag(Mail mail, String... parameters) throws Exception {
        Parameters.init(new TagTenant(new Directory()), parameters).service(mail);
        return new ChainMail(mail).findTenant().map(Object::toString);
    }
}
