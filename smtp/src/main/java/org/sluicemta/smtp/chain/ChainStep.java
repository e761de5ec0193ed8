package org.sluicemta.smtp.chain;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.Matcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.handoff.ChainRefusal;

/**
 * One mailet behind its matcher. If only some recipients match, the mail is split: the matching half goes through the
 * mailet, the other half skips it.
 *
 * @param position processor and index, {@code root[3] ToEgress}, for messages to operators
 */
record ChainStep(
        String position, Matcher matcher, Mailet mailet, OnException onMatchException, OnException onMailetException) {
    private static final Logger LOG = LoggerFactory.getLogger(ChainStep.class);

    /** The two halves after the step: one went through the mailet, the other skipped it. */
    void apply(Mail mail, ChainPass pass, List<Mail> after) throws MessagingException {
        String state = mail.getState();
        Collection<MailAddress> matched = match(mail);
        if (matched == null || matched.isEmpty() || !state.equals(mail.getState())) {
            after.add(mail);
            return;
        }
        Mail matching = split(mail, matched, pass);
        if (matching != mail) {
            after.add(mail);
        }
        serve(matching, pass);
        after.add(matching);
    }

    private @Nullable Collection<MailAddress> match(Mail mail) throws MessagingException {
        try {
            return matcher.match(mail);
        } catch (Exception | NoClassDefFoundError e) {
            return switch (onMatchException) {
                case OnException.NoMatch ignored -> List.of();
                case OnException.Ignore ignored -> List.of();
                case OnException.MatchAll ignored -> mail.getRecipients();
                case OnException.Propagate ignored -> throw failed("matcher", e);
                case OnException.ToProcessor to -> {
                    divert(mail, to.state(), e);
                    yield List.of();
                }
            };
        }
    }

    private static Mail split(Mail mail, Collection<MailAddress> matched, ChainPass pass) throws MessagingException {
        if (matched == mail.getRecipients()) {
            return mail;
        }
        List<MailAddress> rest = without(mail.getRecipients(), matched);
        if (rest.isEmpty()) {
            return mail;
        }
        Mail matching = pass.copy(mail);
        matching.setRecipients(matched);
        mail.setRecipients(rest);
        return matching;
    }

    /** James treats addresses as equal when only the case of the local part differs; each match removes one. */
    private static List<MailAddress> without(Collection<MailAddress> all, Collection<MailAddress> matched) {
        Set<MailAddress> same = Collections.newSetFromMap(new IdentityHashMap<>());
        same.addAll(matched);
        List<MailAddress> rest = new ArrayList<>(all);
        rest.removeIf(same::remove);
        same.forEach(rest::remove);
        return rest;
    }

    private void serve(Mail mail, ChainPass pass) throws MessagingException {
        Discards.Before before = Discards.Before.of(mail);
        try {
            mailet.service(mail);
        } catch (Exception | NoClassDefFoundError e) {
            ChainRefusal refusal = refusalIn(e);
            if (refusal != null) {
                throw refusal;
            }
            switch (onMailetException) {
                case OnException.Ignore ignored -> LOG.warn("{}: error ignored as configured", position, e);
                case OnException.ToProcessor to -> divert(mail, to.state(), e);
                case OnException.Propagate ignored -> throw failed("mailet", e);
                case OnException.NoMatch ignored -> throw failed("mailet", e);
                case OnException.MatchAll ignored -> throw failed("mailet", e);
            }
        }
        if (mail.getRecipients().isEmpty()) {
            mail.setState(Mail.GHOST);
        }
        pass.discards().note(before, mail, position.substring(position.indexOf("] ") + 2));
    }

    private ChainFailure failed(String what, Throwable e) {
        return new ChainFailure(position + ": the " + what + " failed: " + e, e);
    }

    private void divert(Mail mail, String state, Throwable e) {
        LOG.warn("{}: mail {} goes to processor {} after an error", position, mail.getName(), state, e);
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        mail.setErrorMessage("Exception calling " + position + ": " + e.getMessage() + "\r\n" + trace);
        mail.setAttribute(new Attribute(Mail.MAILET_ERROR, AttributeValue.ofUnserializable(e)));
        mail.setState(state);
    }

    /** A refusal is a decision of the chain, not an error. It passes regardless of onMailetException. */
    private static @Nullable ChainRefusal refusalIn(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChainRefusal refusal) {
                return refusal;
            }
        }
        return null;
    }
}
