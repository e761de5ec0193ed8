package org.sluicemta.testing.process;

/**
 * What a test needs and a machine may lack. At home such a test is skipped and says why. Where everything has been
 * installed, in CI, a skipped test is one that nobody noticed is gone: there the variable makes it fail.
 */
public final class Needed {
    /** Set to 1 where tests must not be skipped for want of a program. */
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
