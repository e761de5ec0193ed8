package org.sluicemta.store.suppression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers "certainly not there" for targets, in bounded memory: Bloom filters whose bits for one target all lie in one
 * 64-byte block, so that a lookup costs one cache miss a layer. 11 bits an entry; about one in a hundred targets that
 * are not there gets "perhaps". When a layer is full, one of twice its size is put beside it. Thread-safe; targets are
 * given as 64-bit hashes and can only be added.
 */
final class TargetFilter {
    private static final int BITS_PER_ENTRY = 11;
    private static final int BLOCK_BITS = 512;
    private static final int BLOCK_LONGS = BLOCK_BITS / Long.SIZE;

    /** Bits set for an entry, each chosen by nine bits of its second hash. */
    private static final int BITS_SET = 7;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private volatile Layer[] layers;

    /** @param expected entries that the first layer has room for */
    TargetFilter(long expected) {
        layers = new Layer[] {new Layer(Math.max(expected, 1024))};
    }

    boolean mightContain(long hash) {
        for (Layer layer : layers) {
            if (layer.mightContain(hash)) {
                return true;
            }
        }
        return false;
    }

    void add(long hash) {
        if (mightContain(hash)) {
            return;
        }
        Layer[] current = layers;
        Layer last = current[current.length - 1];
        if (last.isFull()) {
            grow(last);
            last = layers[layers.length - 1];
        }
        last.add(hash);
    }

    private synchronized void grow(Layer full) {
        Layer[] current = layers;
        if (current[current.length - 1] == full) {
            Layer[] more = Arrays.copyOf(current, current.length + 1);
            more[current.length] = new Layer(full.capacity * 2);
            layers = more;
        }
    }

    /** Memory of all layers. */
    long bytes() {
        return Arrays.stream(layers)
                .mapToLong(layer -> (long) layer.bits.length * Long.BYTES)
                .sum();
    }

    private static final class Layer {
        private final long capacity;
        private final long[] bits;
        private final long blocks;
        private final AtomicLong entries = new AtomicLong();

        Layer(long capacity) {
            this.capacity = capacity;
            this.blocks = Math.max(1, Math.ceilDiv(capacity * BITS_PER_ENTRY, (long) BLOCK_BITS));
            this.bits = new long[Math.toIntExact(blocks * BLOCK_LONGS)];
        }

        boolean isFull() {
            return entries.get() >= capacity;
        }

        boolean mightContain(long hash) {
            int block = block(hash);
            long choice = TargetHash.again(hash);
            for (int i = 0; i < BITS_SET; i++, choice >>>= 9) {
                int bit = (int) choice & BLOCK_BITS - 1;
                if (((long) LONGS.getAcquire(bits, block + (bit >>> 6)) & 1L << bit) == 0) {
                    return false;
                }
            }
            return true;
        }

        void add(long hash) {
            int block = block(hash);
            long choice = TargetHash.again(hash);
            for (int i = 0; i < BITS_SET; i++, choice >>>= 9) {
                int bit = (int) choice & BLOCK_BITS - 1;
                LONGS.getAndBitwiseOr(bits, block + (bit >>> 6), 1L << bit);
            }
            entries.incrementAndGet();
        }

        private int block(long hash) {
            return (int) (Math.unsignedMultiplyHigh(hash, blocks) * BLOCK_LONGS);
        }
    }
}
