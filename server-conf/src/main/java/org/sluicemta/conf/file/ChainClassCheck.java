package org.sluicemta.conf.file;

import java.util.Optional;

/** Says whether a mailet or matcher exists. Asked for every step of mailetcontainer.xml; answered by the assembly. */
public interface ChainClassCheck {
    /** Knows nothing and finds nothing wrong. */
    ChainClassCheck NONE = new ChainClassCheck() {
        @Override
        public Optional<String> problemWithMailet(String className) {
            return Optional.empty();
        }

        @Override
        public Optional<String> problemWithMatcher(String className) {
            return Optional.empty();
        }
    };

    /**
     * What is wrong with a mailet's class, or empty.
     *
     * @param className as in the file: a simple name, or one with its package
     */
    Optional<String> problemWithMailet(String className);

    /** What is wrong with a matcher's class (without the condition after {@code =}), or empty. */
    Optional<String> problemWithMatcher(String className);
}
