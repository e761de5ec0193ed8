package org.sluicemta.response;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds which of many literals occur in a text, in one pass regardless of their number (Aho and Corasick, 1975). The
 * automaton is a full table of states by letters with two octets per entry. Letters that occur in no literal share one
 * column.
 */
final class LiteralIndex {
    private final short[] columns = new short[Character.MAX_VALUE + 1];
    private final int width;
    private final char[] next;
    private final int[][] owners;

    /** @param literals each with the number of the condition it makes a candidate */
    LiteralIndex(List<Entry> literals) {
        this.width = assignColumns(literals);
        Trie trie = new Trie(width);
        for (Entry entry : literals) {
            trie.add(entry.literal(), entry.condition(), columns);
        }
        int[][] found = trie.link();
        this.next = trie.table();
        this.owners = found;
    }

    /** A literal and the number of its condition. */
    record Entry(String literal, int condition) {}

    private int assignColumns(List<Entry> literals) {
        TreeMap<Character, Short> seen = new TreeMap<>();
        for (Entry entry : literals) {
            entry.literal().chars().forEach(c -> seen.computeIfAbsent((char) c, x -> (short) (seen.size() + 1)));
        }
        seen.forEach((c, column) -> columns[c] = column);
        return seen.size() + 1;
    }

    /** Sets the bit of each condition that has a literal in the text. */
    void mark(String text, BitSet conditions) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next[state * width + columns[text.charAt(i)]];
            for (int owner : owners[state]) {
                conditions.set(owner);
            }
        }
    }

    /** The automaton under construction. */
    private static final class Trie {
        private final int width;
        private int[] table;
        private int states = 1;
        private final List<BitSet> found = new ArrayList<>();

        Trie(int width) {
            this.width = width;
            this.table = new int[width * 64];
            found.add(new BitSet());
        }

        void add(String literal, int condition, short[] columns) {
            int state = 0;
            for (int i = 0; i < literal.length(); i++) {
                int cell = state * width + columns[literal.charAt(i)];
                if (table[cell] == 0) {
                    table[cell] = newState();
                }
                state = table[cell];
            }
            found.get(state).set(condition);
        }

        private int newState() {
            if ((states + 1) * width > table.length) {
                table = Arrays.copyOf(table, table.length * 2);
            }
            found.add(new BitSet());
            return states++;
        }

        /** Breadth first: a missing edge leads where the longest proper suffix leads. */
        int[][] link() {
            int[] suffix = new int[states];
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
            while (!queue.isEmpty()) {
                int state = queue.remove();
                for (int column = 0; column < width; column++) {
                    int cell = state * width + column;
                    int fallback = state == 0 ? 0 : table[suffix[state] * width + column];
                    if (table[cell] == 0) {
                        table[cell] = fallback;
                    } else {
                        suffix[table[cell]] = fallback;
                        found.get(table[cell]).or(found.get(fallback));
                        queue.add(table[cell]);
                    }
                }
            }
            return found.stream().map(bits -> bits.stream().toArray()).toArray(int[][]::new);
        }

        /** @throws IllegalArgumentException when there are more states than two octets can count */
        char[] table() {
            if (states > Character.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "the literals of all rules together have " + states + " different beginnings, more than "
                                + (int) Character.MAX_VALUE + ": shorten some or drop rules");
            }
            char[] narrow = new char[states * width];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (char) table[i];
            }
            return narrow;
        }
    }
}
