package org.sluicemta.smtp.container;

import com.google.inject.ConfigurationException;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import java.util.Collection;
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

/** Creates mailets and matchers through the injector, which supplies their constructor arguments. */
@Singleton
public final class InjectedMailets implements MailetLoader, MatcherLoader {
    private final Injector injector;

    @Inject
    public InjectedMailets(Injector injector) {
        this.injector = injector;
    }

    @Override
    public Mailet getMailet(MailetConfig config) throws MessagingException {
        Mailet mailet = make(Mailet.class, ChainClasses.MAILETS, config.getMailetName());
        mailet.init(config);
        return mailet;
    }

    @Override
    public Matcher getMatcher(MatcherConfig config) throws MessagingException {
        Matcher matcher = make(Matcher.class, ChainClasses.MATCHERS, config.getMatcherName());
        matcher.init(config);
        return matcher;
    }

    private <T> T make(Class<T> kind, ChainClasses classes, String name) throws MessagingException {
        Class<?> found = classes.find(name)
                .orElseThrow(() -> new MessagingException("there is no " + classes.word() + " \"" + name + "\""));
        try {
            return kind.cast(injector.getInstance(found));
        } catch (ConfigurationException | ProvisionException e) {
            throw new MessagingException(classes.word() + " " + name
                    + " asks for something that this server does not have: " + missing(e)
                    + "; docs/reference/stock-mailets.md says which classes of James can be used");
        }
    }

    /** The injector's first message only; the messages are long, and the others follow from it. */
    private static String missing(RuntimeException e) {
        Collection<Message> messages = switch (e) {
            case ConfigurationException wrong -> wrong.getErrorMessages();
            case ProvisionException failed -> failed.getErrorMessages();
            default -> List.of();
        };
        return messages.stream()
                .map(message -> message.getMessage().lines().findFirst().orElse(""))
                .findFirst()
                .map(line -> line.replaceAll("[.\\s]+$", ""))
                .orElse("");
    }
}
