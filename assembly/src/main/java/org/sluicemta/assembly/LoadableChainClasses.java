package org.sluicemta.assembly;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.mailet.Mailet;
import org.apache.mailet.Matcher;
import org.sluicemta.conf.file.ChainClassCheck;

/** Knows the mailets and matchers on the class path: ours, and James's. */
final class LoadableChainClasses implements ChainClassCheck {
    private static final List<String> MAILETS =
            List.of("", "org.sluicemta.mailets.", "org.apache.james.transport.mailets.");
    private static final List<String> MATCHERS =
            List.of("", "org.sluicemta.matchers.", "org.apache.james.transport.matchers.");

    @Override
    public Optional<String> problemWithMailet(String className) {
        return problem(Mailet.class, MAILETS, className);
    }

    @Override
    public Optional<String> problemWithMatcher(String className) {
        return problem(Matcher.class, MATCHERS, className);
    }

    private static Optional<String> problem(Class<?> wanted, List<String> packages, String className) {
        for (String start : packages) {
            try {
                Class<?> found = Class.forName(start + className, false, LoadableChainClasses.class.getClassLoader());
                return wanted.isAssignableFrom(found)
                        ? Optional.empty()
                        : Optional.of(found.getName() + " is no "
                                + wanted.getSimpleName().toLowerCase(Locale.ROOT));
            } catch (ClassNotFoundException | NoClassDefFoundError notThere) {
                continue;
            }
        }
        return Optional.of("no class " + className + " in " + String.join(" ", packages.subList(1, packages.size())));
    }
}
