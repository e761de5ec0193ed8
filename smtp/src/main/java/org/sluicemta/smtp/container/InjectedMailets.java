package org.sluicemta.smtp.container;

import com.google.inject.Injector;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.mailetcontainer.api.MailetLoader;
import org.apache.james.mailetcontainer.api.MatcherLoader;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.Matcher;
import org.apache.mailet.MatcherConfig;

/**
 * Makes mailets and matchers through the injector, so that they get what they ask for in their constructors. A name
 * without a package is looked for in ours first, then in James's.
 */
@Singleton
public final class InjectedMailets implements MailetLoader, MatcherLoader {
    private static final List<String> MAILET_PACKAGES =
            List.of("", "org.sluicemta.mailets.", "org.apache.james.transport.mailets.");
    private static final List<String> MATCHER_PACKAGES = List.of(
            "",
            "org.sluicemta.matchers.",
            "org.apache.james.transport.matchers.",
            "org.apache.james.mailetcontainer.impl.matchers.");

    private final Injector injector;

    @Inject
    public InjectedMailets(Injector injector) {
        this.injector = injector;
    }

    @Override
    public Mailet getMailet(MailetConfig config) throws MessagingException {
        Mailet mailet = make(Mailet.class, MAILET_PACKAGES, config.getMailetName());
        mailet.init(config);
        return mailet;
    }

    @Override
    public Matcher getMatcher(MatcherConfig config) throws MessagingException {
        Matcher matcher = make(Matcher.class, MATCHER_PACKAGES, config.getMatcherName());
        matcher.init(config);
        return matcher;
    }

    private <T> T make(Class<T> kind, List<String> packages, String name) throws MessagingException {
        for (String prefix : packages) {
            Class<?> found = find(prefix + name);
            if (found != null && kind.isAssignableFrom(found)) {
                return kind.cast(injector.getInstance(found));
            }
        }
        throw new MessagingException("there is no " + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT) + " \""
                + name + "\" in " + packages.subList(1, packages.size()));
    }

    private static @org.jspecify.annotations.Nullable Class<?> find(String name) {
        if (name.indexOf('.') < 0) {
            return null;
        }
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            return null; // the next package is tried, and the caller reports when none has it
        }
    }
}
