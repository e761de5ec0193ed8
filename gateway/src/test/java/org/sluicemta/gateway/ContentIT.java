package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.GatewayFixture.content;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.egress.SiteId;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.DsnReturn;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkExtension;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** What arrives is what was sent, byte for byte, with what the client asked for. */
class ContentIT {
    private static final EnvelopeOptions EIGHT_BIT = new EnvelopeOptions(null, null, true, false, false, 0, null);
    private static final EnvelopeOptions UTF8 = new EnvelopeOptions(null, null, true, true, false, 0, null);

    private final SmtpSink sink = SmtpSink.start();
    private final SmtpSink old = SmtpSink.start(SinkOptions.onLoopback().withExtensions(Set.of(SinkExtension.SIZE)));
    private final GatewayFixture fixture = new GatewayFixture(sink.port());
    private final GatewayFixture toOld = new GatewayFixture(old.port());

    @AfterEach
    void close() {
        fixture.close();
        toOld.close();
        sink.close();
        old.close();
    }

    /** Content of a file, as a lane has it for large messages: readable as a stream only. */
    private record FileContent(Path file) implements MessageContent {
        @Override
        public long size() {
            return file.toFile().length();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            Files.copy(file, out);
        }
    }

    /** Lines of dots, CRs, LFs that stand alone nowhere, and any other octet. */
    private static byte[] randomMail(long seed, int lines) {
        Random random = new Random(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("Subject: random\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < lines; i++) {
            int length = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(120);
            for (int j = 0; j < length; j++) {
                int octet = random.nextInt(3) == 0 ? '.' : 32 + random.nextInt(224);
                out.write(octet == 127 ? '.' : octet);
            }
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        return out.toByteArray();
    }

    @Test
    void keepsEveryOctet() {
        for (int seed = 0; seed < 20; seed++) {
            byte[] mail = randomMail(seed, 200);

            fixture.deliver(message(EIGHT_BIT, new BytesContent(mail), "anna@example.org"));

            assertThat(sink.messages().getLast().content()).as("seed %d", seed).isEqualTo(mail);
        }
    }

    @Test
    void keepsEveryOctetOfStreamedContent(@TempDir Path folder) throws IOException {
        byte[] mail = randomMail(1, 40_000);
        Path file = Files.write(folder.resolve("mail.eml"), mail);

        fixture.deliver(message(EIGHT_BIT, new FileContent(file), "anna@example.org"));

        assertThat(sink.messages().getLast().content()).isEqualTo(mail);
    }

    @Test
    void streamsLargeContent(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.eml");
        byte[] line = ("." + "x".repeat(74) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int lines = 50 * 1024 * 1024 / line.length;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("Subject: large\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[line.length * 1000];
            for (int i = 0; i < 1000; i++) {
                System.arraycopy(line, 0, block, i * line.length, line.length);
            }
            for (int i = 0; i < lines / 1000; i++) {
                out.write(block);
            }
        }

        DeliveryOutcome outcome = fixture.deliver(
                        message(EnvelopeOptions.NONE, new FileContent(file), "anna@example.org"))
                .getFirst()
                .outcome();

        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(sink.messages().getFirst().size()).isEqualTo(Files.size(file));
    }

    @Test
    void defersWithoutFinalDotWhenContentCannotBeRead() {
        MessageContent broken = new MessageContent() {
            @Override
            public long size() {
                return 1_000_000;
            }

            @Override
            public InputStream open() {
                return new InputStream() {
                    private int left = 100_000;

                    @Override
                    public int read() throws IOException {
                        if (left-- > 0) {
                            return 'x';
                        }
                        throw new IOException("disk gone");
                    }
                };
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                throw new IOException("disk gone");
            }
        };

        DeliveryOutcome outcome = fixture.deliver(message(EnvelopeOptions.NONE, broken, "anna@example.org"))
                .getFirst()
                .outcome();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reply().toString())
                                .startsWith("451 4.3.0 Content cannot be read: disk gone"));
        assertThat(sink.counts().messages()).isZero();
    }

    @Test
    void endsLastLineThatHasNoEnd() {
        fixture.deliver(message(EnvelopeOptions.NONE, content("Subject: x\r\n\r\nno end"), "anna@example.org"));

        assertThat(sink.messages().getFirst().text()).isEqualTo("Subject: x\r\n\r\nno end\r\n");
    }

    @Test
    void saysEightBitWhereServerKnowsItAndSendsOctetsAllTheSame() {
        MessageContent umlauts = content("Subject: x\r\n\r\nGrüße\r\n");

        fixture.deliver(message(EIGHT_BIT, umlauts, "anna@example.org"));
        toOld.deliver(message(EIGHT_BIT, umlauts, "anna@example.org"));

        assertThat(sink.messages().getFirst().mailFrom().parameter("BODY")).contains("8BITMIME");
        assertThat(old.messages().getFirst().mailFrom().parameter("BODY")).isEmpty();
        assertThat(old.messages().getFirst().text()).endsWith("Grüße\r\n");
    }

    @Test
    void bouncesUtf8AddressWhereServerDoesNotOfferSmtpUtf8() {
        MessageContent umlauts = content("Subject: Grüße\r\n\r\n");

        assertThat(fixture.deliver(message(UTF8, umlauts, "änne@example.org"))
                        .getFirst()
                        .outcome())
                .isInstanceOf(Delivered.class);
        assertThat(toOld.deliver(message(UTF8, umlauts, "änne@example.org"))
                        .getFirst()
                        .outcome())
                .isInstanceOfSatisfying(
                        Bounced.class,
                        bounced -> assertThat(bounced.reply().enhancedStatus()).isEqualTo("5.6.7"));
        assertThat(old.counts().command("MAIL")).isZero();
    }

    @Test
    void sendsBodyOfEightBitsWhereEnvelopeAndHeaderNeedNoSmtpUtf8() {
        MessageContent body = content("Subject: x\r\n\r\nGrüße\r\n");
        MessageContent header = content("Subject: Grüße\r\n\r\nx\r\n");

        assertThat(toOld.deliver(message(UTF8, body, "anna@example.org"))
                        .getFirst()
                        .outcome())
                .isInstanceOf(Delivered.class);
        assertThat(toOld.deliver(message(UTF8, header, "anna@example.org"))
                        .getFirst()
                        .outcome())
                .isInstanceOf(Bounced.class);
        assertThat(old.messages().getFirst().text()).endsWith("Grüße\r\n");
    }

    @Test
    void quotesDotsInOddPlaces() {
        fixture.deliver(message(EnvelopeOptions.NONE, content("Subject: x\r\n\r\nx\r\n"), "first..last@example.org"));

        assertThat(sink.messages().getFirst().recipients()).containsExactly("\"first..last\"@example.org");
    }

    @Test
    void bouncesMessageThatServerSaysIsTooLarge() {
        try (SmtpSink small = SmtpSink.start(SinkOptions.onLoopback().withMaxMessageBytes(1000));
                GatewayFixture toSmall = new GatewayFixture(small.port())) {
            OutboundMessage large =
                    message(EnvelopeOptions.NONE, content("Subject: x\r\n\r\n" + "x".repeat(2000)), "a@example.org");

            assertThat(toSmall.deliver(large).getFirst().outcome())
                    .isInstanceOfSatisfying(
                            Bounced.class,
                            bounced ->
                                    assertThat(bounced.reply().enhancedStatus()).isEqualTo("5.3.4"));
            assertThat(small.counts().command("MAIL")).isZero();
        }
    }

    @Test
    void passesOnStatusNoticeRequests() {
        EnvelopeOptions options = new EnvelopeOptions(DsnReturn.HDRS, "id+2Bone", false, false, false, 0, null);
        EnvelopeRecipient recipient = new EnvelopeRecipient(
                EmailAddress.parse("anna@example.org"),
                0,
                Set.of(DsnNotify.SUCCESS, DsnNotify.FAILURE),
                "rfc822;anna@old.example");

        fixture.deliver(message(options, content("Subject: x\r\n\r\n"), List.of(recipient), SiteId.OTHER));

        ReceivedMessage received = sink.messages().getFirst();
        assertThat(received.mailFrom().parameter("RET")).contains("HDRS");
        assertThat(received.mailFrom().parameter("ENVID")).contains("id+2Bone");
        assertThat(received.rcptTos().getFirst().parameter("NOTIFY")).contains("SUCCESS,FAILURE");
        assertThat(received.rcptTos().getFirst().parameter("ORCPT")).contains("rfc822;anna@old.example");
    }

    @Test
    void refusesAddressThatWouldEndTheCommand() {
        assertThat(fixture.deliverOne("a>\r\nRCPT TO:<evil@example.org"))
                .isInstanceOfSatisfying(
                        Bounced.class,
                        bounced -> assertThat(bounced.reply().enhancedStatus()).isEqualTo("5.1.3"));
    }
}
