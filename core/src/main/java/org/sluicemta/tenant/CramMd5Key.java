package org.sluicemta.tenant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What CRAM-MD5 (RFC 2195) needs to know of a password: the two halves of HMAC-MD5 after the key. It is neither salted
 * nor slow, so anyone who has it can log in with CRAM-MD5 and quickly guess the password. Use it only for clients that
 * can do nothing better. Written as {@code CRAM-MD5$<64 hex digits>}, outer half first, with the same digits as
 * Dovecot's {@code {CRAM-MD5}}. {@code toString} hides them.
 */
public record CramMd5Key(byte[] outer, byte[] inner) implements StoredProof {
    static final String PREFIX = "CRAM-MD5$";
    private static final Pattern WRITTEN = Pattern.compile("CRAM-MD5\\$([0-9a-fA-F]{64})");

    public CramMd5Key {
        if (outer.length != Md5State.OCTETS || inner.length != Md5State.OCTETS) {
            throw new IllegalArgumentException(
                    "a CRAM-MD5 key has two halves of 16 octets, got " + outer.length + " and " + inner.length);
        }
        outer = outer.clone();
        inner = inner.clone();
    }

    /** @param key the password in UTF-8, prepared as RFC 4013 requires */
    public static CramMd5Key of(byte[] key) {
        byte[] short64 = key.length > Md5State.BLOCK_OCTETS ? md5(key) : key;
        return new CramMd5Key(
                padded(short64, 0x5C).octets(), padded(short64, 0x36).octets());
    }

    /** RFC 2104 section 2. */
    private static Md5State padded(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, Md5State.BLOCK_OCTETS);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= (byte) pad;
        }
        return Md5State.after(block);
    }

    private static byte[] md5(byte[] text) {
        Md5State first = Md5State.after(Arrays.copyOf(text, Md5State.BLOCK_OCTETS));
        return first.finish(Arrays.copyOfRange(text, Md5State.BLOCK_OCTETS, text.length));
    }

    public static CramMd5Key parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("not a CRAM-MD5 key: it must look like CRAM-MD5$<64 hex digits>");
        }
        byte[] octets = HexFormat.of().parseHex(written.group(1));
        return new CramMd5Key(Arrays.copyOf(octets, Md5State.OCTETS), Arrays.copyOfRange(octets, Md5State.OCTETS, 32));
    }

    @Override
    public String format() {
        return PREFIX + HexFormat.of().formatHex(outer) + HexFormat.of().formatHex(inner);
    }

    /** Whether this is the right answer to the challenge. */
    public boolean answers(String challenge, String hexDigest) {
        byte[] expected = Md5State.of(ByteBuffer.wrap(outer))
                .finish(Md5State.of(ByteBuffer.wrap(inner)).finish(challenge.getBytes(StandardCharsets.UTF_8)));
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII),
                hexDigest.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public byte[] outer() {
        return outer.clone();
    }

    @Override
    public byte[] inner() {
        return inner.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CramMd5Key that
                && MessageDigest.isEqual(outer, that.outer)
                && MessageDigest.isEqual(inner, that.inner);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(inner);
    }

    @Override
    public String toString() {
        return "CramMd5Key[REDACTED]";
    }
}
