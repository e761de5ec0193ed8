package org.sluicemta.queue.content;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Numbers of contents that a scan has seen, one bit each where numbers are dense. Thread-safe. */
final class ContentMarks {
    private static final int SHIFT = 12;
    private static final int MASK = (1 << SHIFT) - 1;

    private final Map<Long, BitSet> pages = new HashMap<>();

    synchronized void add(long number) {
        pages.computeIfAbsent(number >>> SHIFT, page -> new BitSet()).set((int) number & MASK);
    }

    synchronized boolean has(long number) {
        BitSet page = pages.get(number >>> SHIFT);
        return page != null && page.get((int) number & MASK);
    }
}
