package org.sluicemta.testing.mail;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads all messages of one inbox over IMAP. */
final class ImapInbox {
    private final InetSocketAddress server;
    private final String login;

    ImapInbox(InetSocketAddress server, String login) {
        this.server = server;
        this.login = login;
    }

    List<StoredMail> read() {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(server.getHostString(), server.getPort(), login, login);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<StoredMail> mails = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    mails.add(mail(message));
                }
                return mails;
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot read the inbox of " + login + " at " + server, e);
        }
    }

    private StoredMail mail(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        String[] returnPath = message.getHeader("Return-Path");
        String path = returnPath[0].replaceAll("^<(.*)>$", "$1");
        return new StoredMail(login, path, Mailbox.asSent(bytes.toByteArray()));
    }
}
