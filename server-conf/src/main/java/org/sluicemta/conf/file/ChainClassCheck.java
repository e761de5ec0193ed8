package org.sluicemta.conf.file;

import java.util.Optional;

/** Checks whether a mailet or matcher exists, for every step of mailetcontainer.xml. Implemented in the assembly. */
public interface ChainClassCheck {
    /** Knows nothing and reports no problems. */
    ChainClassCheck NONE = new ChainClassCheck() {
        @Override
        public Optional<Fault> faultOfMailet(String className) {
            return Optional.empty();
        }

        @Override
        public Optional<Fault> faultOfMatcher(String className) {
            return Optional.empty();
        }
    };

    /** Why a class can't be used, and what to do. */
    record Fault(String what, String hint) {}

    /**
     * What is wrong with a mailet's class, or empty.
     *
     * @param className as in the file: a simple name, or one with its package
     */
    Optional<Fault> faultOfMailet(String className);

    /** What is wrong with a matcher's class (without the condition after {@code =}), or empty. */
    Optional<Fault> faultOfMatcher(String className);
}
