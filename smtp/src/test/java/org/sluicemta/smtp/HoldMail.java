package org.sluicemta.smtp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/** Keeps a mail until the test opens the gate that its subject names; other mail passes. */
public final class HoldMail extends GenericMailet {
    static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

    @Override
    public void service(Mail mail) throws MessagingException {
        CountDownLatch gate = GATES.get(String.valueOf(mail.getMessage().getSubject()));
        if (gate == null) {
            return;
        }
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new MessagingException("interrupted", e);
        }
    }
}
