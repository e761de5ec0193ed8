package org.sluicemta.smtp.chain;

import java.util.List;
import java.util.Map;
import javax.mail.MessagingException;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.mailet.Mail;

/**
 * The processors of mailetcontainer.xml, ready to serve. Runs on the caller's thread from the first matcher to the last
 * mailet, and throws what went wrong: {@link ChainFailure} for what may pass, {@link org.sluicemta.handoff.ChainRefusal}
 * for what the chain refuses. Thread-safe.
 */
public final class MailetChain implements MailProcessor, AutoCloseable {
    private final Map<String, ChainProcessor> processors;

    MailetChain(Map<String, ChainProcessor> processors) {
        this.processors = Map.copyOf(processors);
    }

    /** Starts a pass of one message. The caller closes it when the hand-off is done. */
    public ChainPass pass() {
        return new ChainPass(this);
    }

    /** One pass for a mail that is handed off by the time this returns. */
    @Override
    public void service(Mail mail) throws MessagingException {
        try (ChainPass pass = pass()) {
            pass.run(mail);
        }
    }

    /** Names of the processors. */
    public List<String> states() {
        return processors.keySet().stream().sorted().toList();
    }

    ChainProcessor processor(String state) {
        ChainProcessor processor = processors.get(state);
        if (processor == null) {
            throw new ChainFailure("there is no processor " + state + "; there are " + states());
        }
        return processor;
    }

    /** Shuts the mailets and matchers down. */
    @Override
    public void close() {
        for (ChainProcessor processor : processors.values()) {
            for (ChainStep step : processor.steps()) {
                step.matcher().destroy();
                step.mailet().destroy();
            }
        }
    }
}
