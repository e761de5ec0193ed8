package org.sluicemta.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.FinishedEnvelope.ReturnPaths;
import org.sluicemta.handoff.Staged;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimKey;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.keys.dkim.DkimKeyRing;
import org.sluicemta.keys.returnpath.SignedReturnPathTokens;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.settings.WebListener;

/** From a tagged mail to what the hand-off is given: signed, with return paths, and octet for octet what came in. */
class StockChainTest {
    private static final BounceDomain BOUNCES = new BounceDomain("bounces.example", "b-", Set.of(), Period.ofDays(60));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
    private static final String MESSAGE = "Received: from a\r\n"
            + "\tby b\r\n"
            + "From: A <a@news.acme.example>\r\n"
            + "Subject: hello\r\n\r\n"
            + "Hello \t world\r\n\r\n";

    @TempDir
    Path directory;

    private DkimKey key;
    private DkimKey foreign;
    private SignedReturnPathTokens tokens;
    private SignDkim sign;

    @BeforeEach
    void open() throws Exception {
        DkimKeyGenerator generator = new DkimKeyGenerator(directory.resolve("dkim"));
        key = generator.generate("acme.example", "s1", DkimAlgorithm.RSA_SHA256);
        foreign = generator.generate("umbrella.example", "s1", DkimAlgorithm.RSA_SHA256);
        TokenKeys keys = TokenKeys.open(directory.resolve("token-keys"), BOUNCES.tokenAge(), CLOCK);
        tokens = new SignedReturnPathTokens(BOUNCES, keys, CLOCK);
        sign = Parameters.init(
                new SignDkim(DkimKeyRing.open(directory.resolve("dkim")), new Directory(), BOUNCES, CLOCK));
    }

    @Test
    void handsOverASignedMessageWithAReturnPathForEachRecipient() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net", "c@example.org");

        FinishedEnvelope envelope = send(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(envelope.sender()).isEqualTo(EmailAddress.parse("a@acme.example"));
        assertThat(envelope.recipients()).extracting("index").containsExactly(0, 1);
        assertThat(((ReturnPaths.PerRecipient) envelope.returnPaths()).byIndex().get(1))
                .satisfies(path -> assertThat(tokens.verify(path.localPart()))
                        .isInstanceOfSatisfying(
                                TokenCheck.Valid.class,
                                valid -> assertThat(valid.token().id()).isEqualTo(TestMail.ID)));
        assertThat(verified(octets(envelope))).containsExactly("acme.example");
    }

    @Test
    void passesTheOriginalRecipientOnAsItWasGiven() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net");
        Map<String, AttributeValue<?>> originals =
                Map.of("b@example.net", AttributeValue.of("utf-8;b\\x{F6}b@example.org"));
        mail.setAttribute(
                new Attribute(AttributeName.of(MailAttributeNames.ORIGINAL_RECIPIENTS), AttributeValue.of(originals)));

        assertThat(send(mail).recipients().getFirst().originalRecipient()).isEqualTo("utf-8;b\\x{F6}b@example.org");
    }

    @Test
    void encodesTheOriginalRecipientThatAMailetNames() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net");
        DsnParameters.builder()
                .addRcptParameter(
                        new MailAddress("b@example.net"),
                        DsnParameters.RecipientDsnParameters.of(new MailAddress("b+c@example.org")))
                .build()
                .ifPresent(mail::setDsnParameters);

        assertThat(send(mail).recipients().getFirst().originalRecipient()).isEqualTo("rfc822;b+2Bc@example.org");
    }

    /** RFC 8689 section 5. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            "TLS-Required: No",                     true
            "tls-required:  no ",                   true
            "TLS-Required: Yes",                    false
            "TLS-Required: No, thanks",             false
            "X-TLS-Required: No",                   false
            "TLS-Required: No\r\nTLS-Required: No", false
            """)
    void readsWhetherTheMessageNeedsNoTls(String field, boolean optional) throws Exception {
        Mail mail = tagged(field + "\r\n" + MESSAGE, "b@example.net");

        assertThat(send(mail).letter().options().tlsOptional()).isEqualTo(optional);
    }

    @Test
    void putsTheSignatureOnTopAndChangesNothingBelow() throws Exception {
        String sent = new String(octets(send(tagged(MESSAGE, "b@example.net"))), ISO_8859_1);

        int body = MESSAGE.indexOf("\r\n\r\n");
        assertThat(sent)
                .startsWith("DKIM-Signature: v=1;")
                .contains("\r\n" + MESSAGE.substring(0, body) + "\r\n")
                .contains("\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\n")
                .contains("\r\nMessage-ID: <000000000002d@news.acme.example>\r\n")
                .endsWith(MESSAGE.substring(body));
    }

    @Test
    void keepsOctetsAbove127InHeadersAndBody() throws Exception {
        String subject = new String("Subject: Grüße 😀".getBytes(UTF_8), ISO_8859_1);
        String text = "From: a@acme.example\r\n" + subject + "\r\n\r\ngr\u00fc\u00df\r\n";

        FinishedEnvelope envelope = send(tagged(text, "b@example.net"));

        assertThat(envelope.options().eightBit()).isTrue();
        assertThat(new String(octets(envelope), ISO_8859_1)).contains(subject).endsWith("\r\n\r\ngr\u00fc\u00df\r\n");
    }

    @Test
    void leavesAnUntouchedMessageAsItCame() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net");

        FinishedEnvelope envelope = run(mail, new ToEgress(tokens));

        assertThat(octets(envelope)).isEqualTo(MESSAGE.getBytes(ISO_8859_1));
        assertThat(envelope.options().eightBit()).isFalse();
        assertThat(envelope.returnPaths())
                .isEqualTo(new ReturnPaths.Common(Optional.of(EmailAddress.parse("a@acme.example"))));
    }

    @Test
    void streamsALargeMessageUnchanged() throws Exception {
        String body = "0123456789abcdef\r\n".repeat(60_000);

        FinishedEnvelope envelope = send(tagged("From: a@acme.example\r\n\r\n" + body, "b@example.net"));

        byte[] octets = octets(envelope);
        assertThat(envelope.content().size()).isEqualTo(octets.length);
        assertThat(new String(octets, ISO_8859_1)).endsWith("\r\n\r\n" + body);
        assertThat(verified(octets)).containsExactly("acme.example");
    }

    @Test
    void signsABodyThatAMailetChanged() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net");
        mail.getMessage().setText("Another text\r\n");
        mail.getMessage().saveChanges();

        byte[] sent = octets(send(mail));

        assertThat(new String(sent, ISO_8859_1)).endsWith("\r\n\r\nAnother text\r\n");
        assertThat(verified(sent)).containsExactly("acme.example");
    }

    @Test
    void givesWhatAMailetWroteTheLineEndsOfTheWire() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net");
        mail.getMessage().setText("one\ntwo\rthree\r\n\n-- \nfooter");
        mail.getMessage().saveChanges();
        mail.getMessage().addHeader("X-Folded", "a\n\tb\nBcc: c@example.org");

        byte[] sent = octets(send(mail));

        assertThat(new String(sent, ISO_8859_1).replace("\r\n", "|"))
                .doesNotContain("\r")
                .doesNotContain("\n")
                .contains("|X-Folded: a| b| Bcc: c@example.org|")
                .contains("||one|two|three||-- |footer");
        assertThat(verified(sent)).containsExactly("acme.example");
    }

    @Test
    void signsForTheDomainThatAReaderSees() throws Exception {
        for (String from : List.of(
                "Muster, Hans <shop@acme.example>",
                "A <b> C <shop@acme.example>",
                "A; B <shop@acme.example.>",
                "Team: shop@acme.example;")) {
            byte[] sent = octets(send(tagged("From: " + from + "\r\n\r\nHello\r\n", "b@example.net")));
            assertThat(verified(sent)).as(from).containsExactly("acme.example");
            assertThat(new String(sent, ISO_8859_1)).as(from).containsPattern("Message-ID: <\\w+@acme.example>");
        }
    }

    @Test
    void neverSignsForADomainOfAnotherTenant() throws Exception {
        Mail mail = tagged("From: boss@umbrella.example\r\n\r\nHello\r\n", "b@example.net");

        assertThat(verified(octets(send(mail)))).containsExactly("acme.example");
    }

    /** Whatever stands in a chain of the operator's own. */
    @Test
    void handsRelayedMailOverAsItCame() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net");
        TestMail.set(mail, MailAttributeNames.TENANT, "relayed");
        AddFeedbackHeaders feedback = Parameters.init(new AddFeedbackHeaders(tokens), "senderId", "acme-mta");

        FinishedEnvelope envelope = run(
                mail,
                unsubscribeAt("https://mail.example"),
                feedback,
                new RewriteReturnPath(),
                Parameters.init(
                        new SignDkim(DkimKeyRing.open(directory.resolve("dkim")), new Directory(), BOUNCES, CLOCK),
                        "platformDomain",
                        "acme.example",
                        "withoutKey",
                        "refuse"),
                new ToEgress(tokens));

        assertThat(octets(envelope)).isEqualTo(MESSAGE.getBytes(ISO_8859_1));
        assertThat(envelope.returnPaths())
                .isEqualTo(new ReturnPaths.Common(Optional.of(EmailAddress.parse("a@acme.example"))));
    }

    @Test
    void keepsTheNullSender() throws Exception {
        Mail mail = TestMail.of(MESSAGE, "<>", "b@example.net");
        TestMail.set(mail, MailAttributeNames.TENANT, "acme");
        TestMail.set(mail, MailAttributeNames.STREAM, "transactional");

        assertThat(send(mail).returnPaths()).isEqualTo(new ReturnPaths.Common(Optional.empty()));
    }

    @Test
    void offersUnsubscribingWithTheTokenOfTheReturnPath() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net");
        AddListUnsubscribe unsubscribe = unsubscribeAt("https://mail.example");

        FinishedEnvelope envelope = run(mail, unsubscribe, new RewriteReturnPath(), sign, new ToEgress(tokens));

        EmailAddress path = Objects.requireNonNull(
                ((ReturnPaths.PerRecipient) envelope.returnPaths()).byIndex().get(0));
        String sent = new String(octets(envelope), ISO_8859_1);
        assertThat(sent)
                .contains("\r\nList-Unsubscribe: <https://mail.example/u/" + path.localPart() + ">,\r\n <mailto:"
                        + BOUNCES.unsubscribeAddress(path) + "?subject=unsubscribe>\r\n")
                .contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
                // RFC 8058 section 4: both are signed.
                .containsPattern("h=[a-z0-9:\\s-]*:list-unsubscribe:\\s*list-unsubscribe-post[:;]");
        assertThat(verified(octets(envelope))).containsExactly("acme.example");
    }

    @Test
    void saysWhereComplaintsGoAndSignsForThatDomainToo() throws Exception {
        DkimKey ofBounces = new DkimKeyGenerator(directory.resolve("dkim"))
                .generate(BOUNCES.domain(), "s1", DkimAlgorithm.RSA_SHA256);
        sign = Parameters.init(
                new SignDkim(DkimKeyRing.open(directory.resolve("dkim")), new Directory(), BOUNCES, CLOCK));
        AddFeedbackHeaders feedback =
                Parameters.init(new AddFeedbackHeaders(tokens), "senderId", "acme-mta", "parts", "X-Campaign, stream");
        Mail mail = tagged("X-Campaign: spring: sale\r\nSluice-Token: mine\r\n" + MESSAGE, "b@example.net");

        FinishedEnvelope envelope = run(mail, feedback, new RewriteReturnPath(), sign, new ToEgress(tokens));

        EmailAddress path = Objects.requireNonNull(
                ((ReturnPaths.PerRecipient) envelope.returnPaths()).byIndex().get(0));
        assertThat(new String(octets(envelope), ISO_8859_1))
                .contains("\r\nSluice-Token: " + path.localPart() + "\r\n")
                .contains("\r\nCFBL-Address: " + path + "; report=arf\r\n")
                .contains("\r\nCFBL-Feedback-ID: " + path.localPart() + "\r\n")
                .contains("\r\nFeedback-ID: spring_sale:transactional::acme-mta\r\n")
                .containsPattern("h=[a-z0-9:\\s-]*feedback-id:\\s*cfbl-address:\\s*cfbl-feedback-id[:;]")
                .doesNotContain("mine");
        assertThat(verified(octets(envelope), ofBounces)).containsExactlyInAnyOrder("acme.example", BOUNCES.domain());
    }

    /** Complaints about it would count for whoever the token belongs to. */
    @Test
    void takesOffAnAddressForComplaintsThatABorrowedTokenIsIn() throws Exception {
        DkimKey ofBounces = new DkimKeyGenerator(directory.resolve("dkim"))
                .generate(BOUNCES.domain(), "s1", DkimAlgorithm.RSA_SHA256);
        sign = Parameters.init(
                new SignDkim(DkimKeyRing.open(directory.resolve("dkim")), new Directory(), BOUNCES, CLOCK));
        for (String address : List.of("b-x@bounces.example", "<b-x@ Bounces.Example.>", "(y@z) b-x@bounces.example")) {
            String text = "CFBL-Address: " + address + "; report=arf\r\nCFBL-Feedback-ID: b-x\r\n" + MESSAGE;
            Mail two = tagged(text, "b@example.net", "c@example.org");
            Mail own = tagged(text, "b@example.net");

            FinishedEnvelope ofTwo =
                    run(two, Parameters.init(new AddFeedbackHeaders(tokens)), sign, new ToEgress(tokens));
            FinishedEnvelope unmarked = run(own, sign, new ToEgress(tokens));

            assertThat(new String(octets(ofTwo), ISO_8859_1)).doesNotContain("CFBL-Address:", "b-x");
            assertThat(verified(octets(unmarked), ofBounces)).containsExactly("acme.example");
        }
    }

    @Test
    void signsForADomainOfNobodyOnlyWhereTheTenantMaySendAsAny() throws Exception {
        for (String domain : List.of("neutral.example", "mail.umbrella.example")) {
            new DkimKeyGenerator(directory.resolve("dkim")).generate(domain, "s1", DkimAlgorithm.RSA_SHA256);
        }
        sign = Parameters.init(
                new SignDkim(DkimKeyRing.open(directory.resolve("dkim")), new Directory(), BOUNCES, CLOCK));

        assertThat(signedFor("acme", "a@neutral.example")).isEqualTo("acme.example/s1");
        assertThat(signedFor("house", "a@neutral.example")).isEqualTo("neutral.example/s1");
        assertThat(signedFor("acme", "a@mail.umbrella.example")).isEqualTo("acme.example/s1");
        assertThat(signedFor("house", "a@mail.umbrella.example")).isEqualTo("none");
        assertThat(signedFor("umbrella", "a@mail.umbrella.example")).isEqualTo("mail.umbrella.example/s1");
    }

    private String signedFor(String tenant, String from) throws Exception {
        Mail mail = tagged("From: " + from + "\r\n\r\nHello\r\n", "b@example.net");
        TestMail.set(mail, MailAttributeNames.TENANT, tenant);
        sign.service(mail);
        return String.valueOf(mail.getAttribute(AttributeName.of(MailAttributeNames.DKIM))
                .orElseThrow()
                .getValue()
                .value());
    }

    @Test
    void namesNoRecipientInAMailWithSeveral() throws Exception {
        AddFeedbackHeaders feedback = Parameters.init(new AddFeedbackHeaders(tokens));
        Mail mail = tagged(MESSAGE, "b@example.net", "c@example.org");

        FinishedEnvelope envelope = run(mail, feedback, new RewriteReturnPath(), new ToEgress(tokens));

        assertThat(octets(envelope)).isEqualTo(MESSAGE.getBytes(ISO_8859_1));
    }

    @Test
    void refusesASenderIdThatIsTooShortAndTooManyParts() {
        assertThatThrownBy(() -> Parameters.init(
                        new AddFeedbackHeaders(tokens), "senderId", "mta", "parts", "tenant,stream,none,none"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("<senderId> must be 5 to 15")
                .hasMessageContaining("<parts> may name 3 at most, got 4");
    }

    @Test
    void addsNothingWithoutAnAddressToUnsubscribeAt() throws Exception {
        AddListUnsubscribe unsubscribe = unsubscribeAt("");

        FinishedEnvelope envelope =
                run(tagged(MESSAGE, "b@example.net"), unsubscribe, new RewriteReturnPath(), new ToEgress(tokens));

        assertThat(octets(envelope)).isEqualTo(MESSAGE.getBytes(ISO_8859_1));
    }

    @Test
    void keepsAListUnsubscribeThatTheMailBrings() throws Exception {
        String own = "List-Unsubscribe: <https://acme.example/bye>\r\n" + MESSAGE;

        FinishedEnvelope envelope = run(
                tagged(own, "b@example.net"),
                unsubscribeAt("https://mail.example"),
                new RewriteReturnPath(),
                new ToEgress(tokens));

        assertThat(octets(envelope)).isEqualTo(own.getBytes(ISO_8859_1));
    }

    private AddListUnsubscribe unsubscribeAt(String url) throws Exception {
        UnsubscribeSettings settings = new UnsubscribeSettings(
                Optional.of(url).filter(text -> !text.isEmpty()).map(UnsubscribeSettings::publicUrl),
                new WebListener(new Endpoint("127.0.0.1", 0), Optional.empty()));
        return Parameters.init(new AddListUnsubscribe(tokens, BOUNCES, settings), "streams", "transactional");
    }

    @Test
    void failsWithoutATenant() throws Exception {
        Mail mail = TestMail.of(MESSAGE, "a@acme.example", "b@example.net");

        assertThatThrownBy(() -> run(mail, new ToEgress(tokens)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TagTenant");
    }

    @Test
    void stagesNothingOutsideAChain() throws Exception {
        Mail mail = tagged(MESSAGE, "b@example.net");

        assertThatThrownBy(() -> new ToEgress(tokens).service(mail)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Parameters.init(new ToEgress(tokens), "pool", "x"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("<pool>");
    }

    private FinishedEnvelope send(Mail mail) throws Exception {
        return run(mail, new RewriteReturnPath(), sign, new ToEgress(tokens));
    }

    private static FinishedEnvelope run(Mail mail, Mailet... mailets) throws Exception {
        List<Staged> staged = ChainRun.collect(() -> {
            for (Mailet mailet : mailets) {
                mailet.service(mail);
            }
            return null;
        });
        return (FinishedEnvelope) staged.get(0);
    }

    private static Mail tagged(String text, String... recipients) throws Exception {
        Mail mail = TestMail.of(text, "a@acme.example", recipients);
        TestMail.set(mail, MailAttributeNames.TENANT, "acme");
        return TestMail.set(mail, MailAttributeNames.STREAM, "transactional");
    }

    private static byte[] octets(FinishedEnvelope envelope) throws Exception {
        try (var in = envelope.content().open()) {
            return in.readAllBytes();
        }
    }

    private List<String> verified(byte[] message, DkimKey... more) throws Exception {
        List<DkimKey> published = new ArrayList<>(List.of(key, foreign));
        published.addAll(List.of(more));
        DKIMVerifier verifier = new DKIMVerifier((methods, selector, domain) -> published.stream()
                .filter(known -> known.domain().contentEquals(domain))
                .map(known -> known.dnsRecord().value())
                .toList());
        return verifier.verify(new ByteArrayInputStream(message)).stream()
                .map(record -> record.getDToken().toString())
                .toList();
    }
}
