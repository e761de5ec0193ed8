package org.sluicemta.keys.returnpath;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Tokens that carry their own proof. Octets, in network order:
 *
 * <pre>
 *   1  key id                        \  in plain text
 *   8  tag                           /  (see {@link TokenSeal})
 *   4  tenant hash                   \
 *   2  stream hash                    |
 *   2  day, counted from 2020-01-01   |  sealed
 *   8  message id                     |
 *   2  recipient index                |
 *   n  recipient, UTF-8, or nothing  /
 * </pre>
 *
 * <p>in base32 after the prefix of the bounce domain. A local part has at most 64 octets (RFC 5321 section 4.5.3.1.1),
 * so a recipient fits only when it is short; any other is found by message id and index in the {@link SentMailStore}.
 */
public final class SignedReturnPathTokens implements ReturnPathTokens {
    static final int MAX_LOCAL_PART = 64;

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final int CLEAR_OCTETS = 1 + TokenSeal.TAG_OCTETS;
    private static final int FIXED_OCTETS = 4 + 2 + 2 + 8 + 2;

    private final BounceDomain bounceDomain;
    private final TokenKeys keys;
    private final InstantSource clock;
    private final byte[] domain;
    private final int room;

    public SignedReturnPathTokens(BounceDomain bounceDomain, TokenKeys keys, InstantSource clock) {
        this.bounceDomain = bounceDomain;
        this.keys = keys;
        this.clock = clock;
        this.domain = bounceDomain.domain().getBytes(UTF_8);
        this.room = (MAX_LOCAL_PART - bounceDomain.longestPrefix()) * 5 / 8 - CLEAR_OCTETS - FIXED_OCTETS;
    }

    @Override
    public EmailAddress returnPath(
            MessageId id, int recipientIndex, TenantId tenant, StreamId stream, EmailAddress recipient) {
        byte[] address = recipient.toString().getBytes(UTF_8);
        int carried = address.length <= room ? address.length : 0;
        ByteBuffer plain = ByteBuffer.allocate(FIXED_OCTETS + carried)
                .putInt(tenant.hash())
                .putShort(stream.hash())
                .putShort((short) (today().toEpochDay() - FIRST_DAY.toEpochDay()))
                .putLong(id.value())
                .putShort((short) recipientIndex)
                .put(address, 0, carried);
        return new EmailAddress(bounceDomain.prefix() + seal(plain), bounceDomain.domain());
    }

    private String seal(ByteBuffer plain) {
        TokenKeys.Sealing sealing = keys.signing();
        byte[] out = new byte[CLEAR_OCTETS + plain.position()];
        out[0] = (byte) sealing.id();
        sealing.seal().seal(domain, plain.array(), plain.position(), out, 1);
        return Base32.encode(out, out.length);
    }

    @Override
    public TokenCheck verify(String localPart) {
        byte @Nullable [] octets = octets(localPart);
        if (octets == null) {
            return new TokenCheck.NoToken();
        }
        TokenSeal seal = keys.find(octets[0] & 0xFF);
        byte @Nullable [] plain = seal == null ? null : seal.open(domain, octets, 1);
        @Nullable ReturnPathToken token = plain == null ? null : read(ByteBuffer.wrap(plain));
        if (token == null) {
            return new TokenCheck.Forged();
        }
        return token.day().plus(bounceDomain.tokenAge()).isBefore(today())
                ? new TokenCheck.ExpiredToken()
                : new TokenCheck.Valid(token);
    }

    private byte @Nullable [] octets(String localPart) {
        String token = localPart.length() > MAX_LOCAL_PART ? null : bounceDomain.token(localPart);
        byte @Nullable [] octets = token == null ? null : Base32.decode(token);
        return octets == null || octets.length < CLEAR_OCTETS + FIXED_OCTETS ? null : octets;
    }

    /** Null if it can't have been written here. After the tag was verified, the probability of that is 2^-64. */
    private static @Nullable ReturnPathToken read(ByteBuffer plain) {
        int tenant = plain.getInt();
        short stream = plain.getShort();
        LocalDate day = FIRST_DAY.plusDays(plain.getShort() & 0xFFFF);
        long id = plain.getLong();
        int index = plain.getShort() & 0xFFFF;
        try {
            @Nullable
            EmailAddress recipient = plain.hasRemaining()
                    ? EmailAddress.parse(UTF_8.newDecoder().decode(plain).toString())
                    : null;
            return new ReturnPathToken(new MessageId(id), index, tenant, stream, day, recipient);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public boolean isBounceDomain(String domain) {
        return bounceDomain.domain().equalsIgnoreCase(domain);
    }
}
