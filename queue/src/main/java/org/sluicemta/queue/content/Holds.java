package org.sluicemta.queue.content;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which recipients hold which records of a segment. A million messages may be queued, so a record takes twelve octets in
 * open addressing, and a bit for each of its recipients; only those beyond the first 31 have a set of their own.
 */
final class Holds {
    private static final int FIRST_SIZE = 16;
    private static final int IN_WORD = 31;
    private static final int BEYOND = 1 << IN_WORD;

    private int[] keys = new int[FIRST_SIZE]; // one more than the offset in units; 0 is free
    private int[] words = new int[FIRST_SIZE];
    private int[] sizes = new int[FIRST_SIZE]; // of the record, in units
    private final Map<Integer, BitSet> beyond = new HashMap<>();
    private int count;
    private long octets;

    /** Records that are held. */
    int count() {
        return count;
    }

    /** Octets of all records that are held. */
    long octets() {
        return octets;
    }

    boolean isHeld(long offset) {
        return keys[slot(key(offset))] != 0;
    }

    /** @param size octets of the record */
    void hold(long offset, long size, int[] recipients) {
        if (recipients.length == 0) {
            return;
        }
        int slot = slotFor(key(offset), size);
        for (int recipient : recipients) {
            if (recipient < IN_WORD) {
                words[slot] |= 1 << recipient;
            } else {
                words[slot] |= BEYOND;
                beyond.computeIfAbsent(keys[slot], key -> new BitSet()).set(recipient);
            }
        }
    }

    private int slotFor(int key, long size) {
        int slot = slot(key);
        if (keys[slot] == 0) {
            if (2 * ++count > keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            sizes[slot] = Math.toIntExact(size / RecordFormat.UNIT);
            octets += size;
        }
        return slot;
    }

    /** Returns true if that was the last recipient holding the record. */
    boolean release(long offset, int[] recipients) {
        int slot = slot(key(offset));
        if (keys[slot] == 0) {
            return false;
        }
        for (int recipient : recipients) {
            if (recipient < IN_WORD) {
                words[slot] &= ~(1 << recipient);
            } else {
                releaseBeyond(slot, recipient);
            }
        }
        return dropIfFree(slot);
    }

    private void releaseBeyond(int slot, int recipient) {
        BitSet others = beyond.get(keys[slot]);
        if (others != null) {
            others.clear(recipient);
            if (others.isEmpty()) {
                beyond.remove(keys[slot]);
                words[slot] &= ~BEYOND;
            }
        }
    }

    private boolean dropIfFree(int slot) {
        if (words[slot] != 0) {
            return false;
        }
        drop(slot);
        return true;
    }

    /** The record doesn't exist. */
    void forget(long offset) {
        int slot = slot(key(offset));
        if (keys[slot] != 0) {
            beyond.remove(keys[slot]);
            drop(slot);
        }
    }

    /** Removes everything that the others hold. */
    void subtract(Holds others) {
        for (int other = 0; other < others.keys.length; other++) {
            int slot = others.keys[other] == 0 ? -1 : slot(others.keys[other]);
            if (slot >= 0 && keys[slot] != 0) {
                words[slot] &= ~(others.words[other] & ~BEYOND);
                BitSet more = others.beyond.get(others.keys[other]);
                if (more != null) {
                    more.stream().forEach(recipient -> releaseBeyond(slot, recipient));
                }
                dropIfFree(slot);
            }
        }
    }

    /** What is held there is now held in another segment. Returns false if nobody held it any more. */
    boolean move(long offset, Holds target, long to) {
        int slot = slot(key(offset));
        if (keys[slot] == 0) {
            return false;
        }
        int there = target.slotFor(key(to), (long) sizes[slot] * RecordFormat.UNIT);
        target.words[there] = words[slot];
        BitSet more = beyond.remove(keys[slot]);
        if (more != null) {
            target.beyond.put(target.keys[there], more);
        }
        drop(slot);
        return true;
    }

    /** Offsets of the records that are held, in order. */
    long[] offsets() {
        return Arrays.stream(keys)
                .filter(key -> key != 0)
                .mapToLong(key -> (key - 1L) * RecordFormat.UNIT)
                .sorted()
                .toArray();
    }

    private static int key(long offset) {
        return Math.toIntExact(offset / RecordFormat.UNIT + 1);
    }

    private int slot(int key) {
        int mask = keys.length - 1;
        int slot = home(key);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(int key) {
        int mixed = key * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & (keys.length - 1);
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldWords = words;
        int[] oldSizes = sizes;
        keys = new int[oldKeys.length * 2];
        words = new int[keys.length];
        sizes = new int[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                place(slot(oldKeys[old]), oldKeys[old], oldWords[old], oldSizes[old]);
            }
        }
    }

    private void place(int slot, int key, int word, int size) {
        keys[slot] = key;
        words[slot] = word;
        sizes[slot] = size;
    }

    /** Frees a slot and closes the gap, so that later entries are still found. */
    private void drop(int slot) {
        int mask = keys.length - 1;
        octets -= (long) sizes[slot] * RecordFormat.UNIT;
        count--;
        int gap = slot;
        int next = (gap + 1) & mask;
        while (keys[next] != 0) {
            int distance = (next - home(keys[next])) & mask;
            if (distance >= ((next - gap) & mask)) {
                place(gap, keys[next], words[next], sizes[next]);
                gap = next;
            }
            next = (next + 1) & mask;
        }
        place(gap, 0, 0, 0);
    }
}
