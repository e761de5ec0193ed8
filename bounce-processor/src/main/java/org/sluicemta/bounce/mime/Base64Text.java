package org.sluicemta.bounce.mime;

import java.util.Arrays;

/**
 * Decodes base64 as found in mail (RFC 2045 section 6.8): characters outside the alphabet are skipped, and padding in
 * the middle only ends a group, because gateways join encoded pieces. Existing decoders stop or throw there.
 */
final class Base64Text {
    private static final byte SKIP = -1;
    private static final byte PADDING = -2;
    private static final byte[] VALUES = values();

    private final byte[] decoded;
    private int length;
    private int bits;
    private int digits;

    private Base64Text(int maxBytes) {
        this.decoded = new byte[maxBytes];
    }

    static Slice decode(Slice body, int maxBytes) {
        int most = (int) Math.min(maxBytes, body.length() * 3L / 4 + 3);
        Base64Text text = new Base64Text(most);
        for (int i = body.from(); i < body.to() && text.length < most; i++) {
            text.take(VALUES[body.data()[i] & 0xff]);
        }
        text.endGroup();
        return new Slice(text.decoded, 0, text.length);
    }

    private void take(byte value) {
        if (value == PADDING) {
            endGroup();
        } else if (value != SKIP) {
            bits = bits << 6 | value;
            digits++;
            if (digits == 4) {
                endGroup();
            }
        }
    }

    /** Two digits are one octet, three are two, four are three; one alone is nothing. */
    private void endGroup() {
        int octets = Math.max(0, digits - 1);
        int aligned = bits << 6 * (4 - digits);
        for (int i = 0; i < octets && length < decoded.length; i++) {
            decoded[length] = (byte) (aligned >> 16 - 8 * i);
            length++;
        }
        bits = 0;
        digits = 0;
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, SKIP);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['='] = PADDING;
        return values;
    }
}
