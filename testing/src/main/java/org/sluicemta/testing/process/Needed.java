package org.sluicemta.testing.process;

/**
 * Something that a test needs and a machine may lack. On a developer's machine such a test is skipped and says why. In
 * CI, where everything is installed, nobody would notice a skipped test, so the variable makes it fail.
 */
public final class Needed {
    /** Set to 1 where tests must not be skipped because a program is missing. */
    public static final String VARIABLE = "SLUICE_TESTS_SKIP_NOTHING";

    private Needed() {}

    /**
     * Returns whether it is there, for {@code assumeTrue}.
     *
     * @param missing what is not there, and how to get it
     * @throws AssertionError when it is not there and nothing may be skipped
     */
    public static boolean isThere(boolean there, String missing) {
        return isThere(there, missing, "1".equals(System.getenv(VARIABLE)));
    }

    static boolean isThere(boolean there, String missing, boolean skipNothing) {
        if (!there && skipNothing) {
            throw new AssertionError(missing + "; tests must not be skipped here, because " + VARIABLE + "=1");
        }
        return there;
    }
}
