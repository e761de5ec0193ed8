package org.sluicemta.keys.returnpath;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.Set;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Whatever a stranger writes before the at-sign: an answer, never an exception, and never a valid token. */
class ReturnPathTokenFuzz {
    private static final BounceDomain DOMAIN =
            new BounceDomain("bounces.example.net", "b-", Set.of(), Period.ofDays(60));
    private static final SignedReturnPathTokens TOKENS = tokens();

    @FuzzTest
    void neverTakesAStrangersToken(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        assertThat(TOKENS.verify(text)).isNotInstanceOf(TokenCheck.Valid.class);
        assertThat(TOKENS.verify("b-" + text)).isNotInstanceOf(TokenCheck.Valid.class);
        if (input.length > 0 && input.length <= 38) {
            assertThat(TOKENS.verify("b-" + Base32.encode(input, input.length)))
                    .isNotInstanceOf(TokenCheck.Valid.class);
            assertThat(Base32.decode(Base32.encode(input, input.length))).isEqualTo(input);
        }
    }

    @FuzzTest
    void readsBackWhateverItWrote(FuzzedDataProvider data) {
        long id = data.consumeLong();
        int index = data.consumeInt();
        String name = data.consumeRemainingAsAsciiString();
        if (name.isEmpty()) {
            return;
        }
        EmailAddress recipient = new EmailAddress(name, "a.eu");
        String written = TOKENS.returnPath(
                        new MessageId(id & Long.MAX_VALUE),
                        index & 0xFFFF,
                        new TenantId("acme"),
                        new StreamId("marketing"),
                        recipient)
                .localPart();
        assertThat(written).hasSizeLessThanOrEqualTo(64);
        assertThat(TOKENS.verify(written)).isInstanceOfSatisfying(TokenCheck.Valid.class, valid -> {
            assertThat(valid.token().id().value()).isEqualTo(id & Long.MAX_VALUE);
            assertThat(valid.token().recipient()).isIn(null, recipient);
        });
    }

    private static SignedReturnPathTokens tokens() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
        try {
            Path file = Files.createTempDirectory("token-fuzz").resolve("token-keys");
            return new SignedReturnPathTokens(DOMAIN, TokenKeys.open(file, DOMAIN.tokenAge(), clock), clock);
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
