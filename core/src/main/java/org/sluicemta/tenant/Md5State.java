package org.sluicemta.tenant;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * MD5 (RFC 1321) suspended between two blocks, so that HMAC-MD5 can continue without the key. The JDK's MD5 can't do
 * that. For CRAM-MD5 only: MD5 is broken for everything else.
 */
record Md5State(int a, int b, int c, int d) {
    static final int BLOCK_OCTETS = 64;
    static final int OCTETS = 16;
    private static final Md5State START = new Md5State(0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476);
    private static final int[] SHIFTS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
    private static final int[] SINES = sines();

    /** RFC 1321 section 3.4. */
    private static int[] sines() {
        int[] table = new int[BLOCK_OCTETS];
        for (int i = 0; i < table.length; i++) {
            table[i] = (int) (long) (Math.abs(StrictMath.sin(i + 1)) * 0x1p32);
        }
        return table;
    }

    /** The state after one block of 64 octets. */
    static Md5State after(byte[] block) {
        return START.take(ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN));
    }

    static Md5State of(ByteBuffer sixteen) {
        ByteBuffer words = sixteen.order(ByteOrder.LITTLE_ENDIAN);
        return new Md5State(words.getInt(), words.getInt(), words.getInt(), words.getInt());
    }

    /** The hash of the earlier block and this text. */
    byte[] finish(byte[] text) {
        int blocks = (text.length + 8) / BLOCK_OCTETS + 1;
        ByteBuffer padded = ByteBuffer.allocate(blocks * BLOCK_OCTETS).order(ByteOrder.LITTLE_ENDIAN);
        padded.put(text).put((byte) 0x80);
        padded.putLong(padded.capacity() - 8, 8L * (BLOCK_OCTETS + text.length));
        padded.rewind();
        Md5State state = this;
        for (int i = 0; i < blocks; i++) {
            state = state.take(padded);
        }
        return state.octets();
    }

    byte[] octets() {
        return ByteBuffer.allocate(OCTETS)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(a)
                .putInt(b)
                .putInt(c)
                .putInt(d)
                .array();
    }

    private Md5State take(ByteBuffer in) {
        int[] words = new int[16];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.getInt();
        }
        Md5State state = this;
        for (int step = 0; step < BLOCK_OCTETS; step++) {
            state = state.step(step, words);
        }
        return new Md5State(a + state.a, b + state.b, c + state.c, d + state.d);
    }

    private Md5State step(int step, int[] words) {
        int round = step / 16;
        int mixed = switch (round) {
            case 0 -> b & c | ~b & d;
            case 1 -> b & d | c & ~d;
            case 2 -> b ^ c ^ d;
            default -> c ^ (b | ~d);
        };
        int word = switch (round) {
            case 0 -> step;
            case 1 -> 5 * step + 1;
            case 2 -> 3 * step + 5;
            default -> 7 * step;
        };
        int sum = a + mixed + words[word & 15] + SINES[step];
        return new Md5State(d, b + Integer.rotateLeft(sum, SHIFTS[4 * round + (step & 3)]), b, c);
    }
}
