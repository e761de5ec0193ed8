package org.sluicemta.console.operation;

/** Numbers of things, as they are said: 1 entry, 2 entries. */
public final class Counted {
    private Counted() {}

    /** @param one the thing, whose plural ends in -s or in -ies for -y */
    public static String of(long count, String one) {
        if (count == 1) {
            return "1 " + one;
        }
        boolean endsInY = one.endsWith("y") && !one.matches(".*[aeiou]y");
        return count + " " + (endsInY ? one.substring(0, one.length() - 1) + "ies" : one + "s");
    }
}
