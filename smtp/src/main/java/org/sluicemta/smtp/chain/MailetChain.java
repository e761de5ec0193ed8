package org.sluicemta.smtp.chain;

import java.util.List;
import java.util.Map;
import javax.mail.MessagingException;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.mailet.Mail;

/**
 * The processors of mailetcontainer.xml, ready to run. A message runs on the caller's thread from the first matcher to
 * the last mailet. Throws {@link ChainFailure} for temporary failures and {@link org.sluicemta.handoff.ChainRefusal}
 * when the chain refuses the message. Thread-safe.
 */
public final class MailetChain implements MailProcessor, AutoCloseable {
    private final Map<String, ChainProcessor> processors;

    MailetChain(Map<String, ChainProcessor> processors) {
        this.processors = Map.copyOf(processors);
    }

    /** Starts a pass for one message. The caller closes it after the hand-off. */
    public ChainPass pass() {
        return new ChainPass(this);
    }

    /** A complete pass for a mail that is handed off when this returns. */
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

    /** Destroys the mailets and matchers. */
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
