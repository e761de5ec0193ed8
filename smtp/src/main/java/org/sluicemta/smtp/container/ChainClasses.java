package org.sluicemta.smtp.container;

import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mailet.Mailet;
import org.apache.mailet.Matcher;

/**
 * The mailets and matchers on the class path. A name without a package is looked up in our packages first, then in
 * James's.
 */
public enum ChainClasses {
    MAILETS(
            "mailet",
            Mailet.class,
            List.of(
                    "org.sluicemta.mailets.",
                    "org.apache.james.transport.mailets.",
                    "org.apache.james.transport.mailets.debug.",
                    "org.apache.james.jdkim.mailets.")),
    MATCHERS(
            "matcher",
            Matcher.class,
            List.of(
                    "org.sluicemta.matchers.",
                    "org.apache.james.transport.matchers.",
                    "org.apache.james.mailetcontainer.impl.matchers."));

    private final String word;
    private final Class<?> type;
    private final List<String> packages;

    ChainClasses(String word, Class<?> type, List<String> packages) {
        this.word = word;
        this.type = type;
        this.packages = packages;
    }

    /** {@code mailet} or {@code matcher}. */
    public String word() {
        return word;
    }

    /** The class with that name, short or fully qualified. */
    public Optional<Class<?>> find(String name) {
        List<String> candidates = new ArrayList<>();
        if (name.indexOf('.') >= 0) {
            candidates.add(name);
        } else {
            packages.forEach(start -> candidates.add(start + name));
        }
        return candidates.stream().flatMap(full -> load(full).stream()).findFirst();
    }

    private Optional<Class<?>> load(String fullName) {
        try {
            Class<?> found = Class.forName(fullName, false, ChainClasses.class.getClassLoader());
            return type.isAssignableFrom(found) ? Optional.of(found) : Optional.empty();
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return Optional.empty(); // the next package is tried, and the caller reports when none has it
        }
    }

    /** All available short names, sorted. Scans every library, so use it only for error messages. */
    public List<String> names() {
        try {
            ClassPath all = ClassPath.from(ChainClasses.class.getClassLoader());
            return packages.stream()
                    .flatMap(start -> all.getTopLevelClasses(start.substring(0, start.length() - 1)).stream())
                    .filter(each ->
                            load(each.getName()).filter(ChainClasses::canBeMade).isPresent())
                    .map(ClassPath.ClassInfo::getSimpleName)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read", e);
        }
    }

    private static boolean canBeMade(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && Modifier.isPublic(type.getModifiers());
    }
}
