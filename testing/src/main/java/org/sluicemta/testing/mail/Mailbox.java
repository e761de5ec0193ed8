package org.sluicemta.testing.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.sluicemta.testing.event.Arrivals;

/**
 * A mail server that isn't ours: GreenMail, with SMTP for delivery and IMAP for reading. A recipient's mailbox is
 * created by its first message; login and password are the address.
 */
public final class Mailbox implements AutoCloseable {
    private static final int KEPT = 10_000;
    private static final int FIELDS_ON_TOP = 2;

    private final String address;
    private final NullSenderGreenMail server;
    private final Arrivals<StoredMail> arrivals = new Arrivals<>("mails", KEPT);

    private Mailbox(String address, int smtpPort) {
        this.address = address;
        this.server = new NullSenderGreenMail(
                new ServerSetup(smtpPort, address, ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(0, address, ServerSetup.PROTOCOL_IMAP));
    }

    /** A mailbox server on 127.0.0.1 and free ports. */
    public static Mailbox start() {
        return start("127.0.0.1", 0);
    }

    /** A mailbox server on this address; SMTP port 0 takes a free one, IMAP always does. */
    public static Mailbox start(String address, int smtpPort) {
        Mailbox mailbox = new Mailbox(address, smtpPort);
        mailbox.server.start();
        MessageDeliveryHandler usual = mailbox.server.getUserManager().getMessageDeliveryHandler();
        mailbox.server.getUserManager().setMessageDeliveryHandler((message, recipient) -> {
            GreenMailUser user = usual.handle(message, recipient);
            return new NoticingUser(user, () -> mailbox.note(message, recipient));
        });
        return mailbox;
    }

    /** Its SMTP address. */
    public InetSocketAddress smtp() {
        return new InetSocketAddress(address, server.getSmtp().getPort());
    }

    /** Its IMAP address. */
    public InetSocketAddress imap() {
        return new InetSocketAddress(address, server.getImap().getPort());
    }

    /** Messages received, oldest first. */
    public List<StoredMail> messages() {
        return arrivals.all();
    }

    /** Waits until this many messages are in the mailboxes. */
    public List<StoredMail> awaitMessages(int count, Duration timeout) {
        return arrivals.await(count, timeout);
    }

    /** Waits for a matching message. */
    public StoredMail awaitMessage(Predicate<StoredMail> wanted, Duration timeout) {
        return arrivals.await(wanted, timeout);
    }

    /** Reads a recipient's inbox over IMAP, as the recipient's mail program would. */
    public List<StoredMail> readInbox(String recipient) {
        return new ImapInbox(imap(), recipient).read();
    }

    private void note(MovingMessage message, MailAddress recipient) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.getMessage().writeTo(bytes);
            String returnPath = message.getReturnPath().getEmail();
            arrivals.add(new StoredMail(recipient.getEmail(), returnPath, asSent(bytes.toByteArray())));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("GreenMail cannot write out a message it took", e);
        }
    }

    /**
     * The message without the two one-line fields that GreenMail adds at the top, and with the last CRLF, which it
     * drops.
     */
    static byte[] asSent(byte[] stored) {
        int start = 0;
        for (int fields = 0; fields < FIELDS_ON_TOP; start++) {
            if (stored[start] == '\n') {
                fields++;
            }
        }
        byte[] sent = Arrays.copyOfRange(stored, start, stored.length + 2);
        sent[sent.length - 2] = '\r';
        sent[sent.length - 1] = '\n';
        return sent;
    }

    @Override
    public void close() {
        server.stop();
    }
}
