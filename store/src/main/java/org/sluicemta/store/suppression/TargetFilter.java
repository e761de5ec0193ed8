package org.sluicemta.store.suppression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells in bounded memory when a target is certainly absent: Bloom filters in which all bits of a target are in one
 * 64-byte block, so a lookup costs one cache miss per layer. It uses 11 bits an entry, and about one in a hundred
 * absent targets gets "perhaps". When a layer is full, another of twice its size is added. Thread-safe. Targets are
 * 64-bit hashes and can only be added.
 */
final class TargetFilter {
    private static final int BITS_PER_ENTRY = 11;
    private static final int BLOCK_BITS = 512;
    private static final int BLOCK_LONGS = BLOCK_BITS / Long.SIZE;

    /** Bits set for an entry, each selected by nine bits of its second hash. */
    private static final int BITS_SET = 7;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private volatile Layer[] layers;

    /** @param expected capacity of the first layer */
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
