package org.sluicemta.keys.returnpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

class SignedReturnPathTokensTest {
    private static final BounceDomain DOMAIN =
            new BounceDomain("bounces.example.net", "b-", Set.of(), Period.ofDays(60));
    private static final TenantId ACME = new TenantId("acme");
    private static final StreamId NEWS = new StreamId("marketing");
    private static final EmailAddress SHORT = EmailAddress.parse("Al@b.eu");
    private static final EmailAddress LONG = EmailAddress.parse("somebody.with.a.name@mail.example.org");

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private TokenKeys keys;
    private SignedReturnPathTokens tokens;

    @BeforeEach
    void open() throws Exception {
        keys = TokenKeys.open(directory.resolve("keys/token-keys"), DOMAIN.tokenAge(), () -> now);
        tokens = new SignedReturnPathTokens(DOMAIN, keys, () -> now);
    }

    @Test
    void comesBackAsItWentOut() {
        MessageId id = new MessageId(0x0123_4567_89AB_CDEFL);

        EmailAddress path = tokens.returnPath(id, 65_535, ACME, NEWS, SHORT);

        assertThat(path.domain()).isEqualTo("bounces.example.net");
        assertThat(path.localPart()).hasSizeLessThanOrEqualTo(64).matches("b-[a-z2-7]+");
        assertThat(tokens.verify(path.localPart()))
                .isEqualTo(new TokenCheck.Valid(
                        new ReturnPathToken(id, 65_535, ACME.hash(), NEWS.hash(), LocalDate.of(2026, 11, 22), SHORT)));
    }

    @Test
    void leavesOutARecipientThatDoesNotFit() {
        EmailAddress path = tokens.returnPath(new MessageId(7), 0, ACME, NEWS, LONG);

        assertThat(path.localPart()).hasSizeLessThanOrEqualTo(64);
        assertThat(valid(path.localPart()).recipient()).isNull();
    }

    @Test
    void staysWithinALocalPartForEveryLengthOfRecipient() {
        for (int length = 1; length <= 64; length++) {
            EmailAddress recipient = new EmailAddress("x".repeat(length), "a.eu");
            String local = tokens.returnPath(new MessageId(7), 0, ACME, NEWS, recipient)
                    .localPart();

            assertThat(local).hasSizeLessThanOrEqualTo(64);
            assertThat(valid(local).recipient()).isIn(null, recipient);
        }
    }

    @Test
    void verifiesTheAddressForUnsubscribingToo() {
        EmailAddress path = tokens.returnPath(new MessageId(7), 0, ACME, NEWS, LONG);

        EmailAddress unsubscribe = DOMAIN.unsubscribeAddress(path);

        assertThat(unsubscribe.localPart()).startsWith("u-").hasSizeLessThanOrEqualTo(64);
        assertThat(tokens.verify(unsubscribe.localPart())).isEqualTo(tokens.verify(path.localPart()));
        assertThat(BounceDomain.isForUnsubscribing("U-" + path.localPart())).isTrue();
        assertThat(BounceDomain.isForUnsubscribing(path.localPart())).isFalse();
    }

    @Test
    void survivesCaseFolding() {
        String local = path(SHORT);

        assertThat(tokens.verify(local.toUpperCase(Locale.ROOT))).isEqualTo(tokens.verify(local));
    }

    @Test
    void refusesEverySingleBitFlip() {
        for (EmailAddress recipient : new EmailAddress[] {SHORT, LONG}) {
            String text = path(recipient).substring(DOMAIN.prefix().length());
            byte[] octets = Objects.requireNonNull(Base32.decode(text));
            for (int bit = 0; bit < octets.length * 8; bit++) {
                byte[] flipped = octets.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                String forged = DOMAIN.prefix() + Base32.encode(flipped, flipped.length);

                assertThat(tokens.verify(forged)).isEqualTo(new TokenCheck.Forged());
            }
        }
    }

    @Test
    void refusesEveryChangedCharacter() {
        String local = path(LONG);
        for (int i = DOMAIN.prefix().length(); i < local.length(); i++) {
            char other = local.charAt(i) == 'q' ? 'r' : 'q';
            assertThat(tokens.verify(local.substring(0, i) + other + local.substring(i + 1)))
                    .isNotInstanceOf(TokenCheck.Valid.class);
        }
    }

    @Test
    void refusesEveryTruncationAndExtension() {
        String local = path(SHORT);
        for (int length = 0; length < local.length(); length++) {
            assertThat(tokens.verify(local.substring(0, length))).isNotInstanceOf(TokenCheck.Valid.class);
        }
        assertThat(tokens.verify(local + "a")).isNotInstanceOf(TokenCheck.Valid.class);
        assertThat(tokens.verify(local + "aaaaaaaa")).isNotInstanceOf(TokenCheck.Valid.class);
    }

    @Test
    void takesOtherLocalPartsForNoToken() {
        for (String local : new String[] {"", "b-", "postmaster", "b-postmaster", "b-=?", "b-" + "a".repeat(70)}) {
            assertThat(tokens.verify(local)).isEqualTo(new TokenCheck.NoToken());
        }
    }

    @Test
    void expiresAfterTheAgeOfTheBounceDomain() {
        String local = path(LONG);
        now = now.plus(Duration.ofDays(60));
        assertThat(tokens.verify(local)).isInstanceOf(TokenCheck.Valid.class);
        now = now.plus(Duration.ofDays(1));
        assertThat(tokens.verify(local)).isEqualTo(new TokenCheck.ExpiredToken());
    }

    @Test
    void isForgedForAnotherBounceDomainOrKeyFile() throws Exception {
        String local = path(LONG);
        BounceDomain elsewhere = new BounceDomain("other.example.net", "b-", Set.of(), Period.ofDays(60));
        TokenKeys reopened = TokenKeys.open(directory.resolve("keys/token-keys"), DOMAIN.tokenAge(), () -> now);
        TokenKeys others = TokenKeys.open(directory.resolve("others"), DOMAIN.tokenAge(), () -> now);

        assertThat(new SignedReturnPathTokens(DOMAIN, reopened, () -> now).verify(local))
                .isInstanceOf(TokenCheck.Valid.class);
        assertThat(new SignedReturnPathTokens(elsewhere, reopened, () -> now).verify(local))
                .isEqualTo(new TokenCheck.Forged());
        assertThat(new SignedReturnPathTokens(DOMAIN, others, () -> now).verify(local))
                .isEqualTo(new TokenCheck.Forged());
    }

    @Test
    void showsNothingOfWhatItHolds() {
        Set<String> distinct = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            distinct.add(tokens.returnPath(new MessageId(7), i, ACME, NEWS, LONG)
                    .localPart()
                    .substring(4));
        }
        assertThat(distinct).hasSize(1000);
        assertThat(distinct.stream().map(text -> text.substring(0, 8)).distinct())
                .hasSize(1000);
    }

    @Test
    void refusesRandomTokens() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[27 + random.nextInt(11)];
            random.nextBytes(octets);
            octets[0] = 0;
            assertThat(tokens.verify("b-" + Base32.encode(octets, octets.length)))
                    .isEqualTo(new TokenCheck.Forged());
        }
    }

    @Test
    void answersForItsDomainInAnyCase() {
        assertThat(tokens.isBounceDomain("Bounces.Example.NET")).isTrue();
        assertThat(tokens.isBounceDomain("example.net")).isFalse();
    }

    private String path(EmailAddress recipient) {
        return tokens.returnPath(new MessageId(7), 3, ACME, NEWS, recipient).localPart();
    }

    private ReturnPathToken valid(String local) {
        return ((TokenCheck.Valid) tokens.verify(local)).token();
    }
}
