package org.sluicemta.smtp.chain;

import java.util.ArrayList;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;

/**
 * A named list of steps. A mail leaves it when a mailet changes its state. If it is still here after the last step, no
 * mailet took it. That is an error in the chain: mail must not be lost silently.
 */
final class ChainProcessor {
    private final String state;
    private final List<ChainStep> steps;

    ChainProcessor(String state, List<ChainStep> steps) {
        this.state = state;
        this.steps = List.copyOf(steps);
    }

    String state() {
        return state;
    }

    List<ChainStep> steps() {
        return steps;
    }

    void service(Mail mail, ChainPass pass) throws MessagingException {
        List<Mail> here = List.of(mail);
        for (ChainStep step : steps) {
            here = through(step, here, pass);
            if (here.isEmpty()) {
                return;
            }
        }
        throw new ChainFailure("mail " + mail.getName() + " fell off the end of processor " + state
                + ": its last mailet should hand over (ToEgress, ToProcessor) or drop (Null) every mail");
    }

    private List<Mail> through(ChainStep step, List<Mail> mails, ChainPass pass) throws MessagingException {
        List<Mail> after = new ArrayList<>(mails.size() + 1);
        for (Mail mail : mails) {
            step.apply(mail, pass, after);
        }
        List<Mail> staying = new ArrayList<>(after.size());
        for (Mail mail : after) {
            if (state.equals(mail.getState())) {
                staying.add(mail);
            } else if (!Mail.GHOST.equals(mail.getState())) {
                pass.enter(mail);
            }
        }
        return staying;
    }
}
