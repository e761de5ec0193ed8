package org.sluicemta.testing.mail;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import jakarta.mail.internet.MimeMessage;

/** A GreenMail user that reports when a message is in its inbox. */
final class NoticingUser implements GreenMailUser {
    private final GreenMailUser user;
    private final Runnable delivered;

    NoticingUser(GreenMailUser user, Runnable delivered) {
        this.user = user;
        this.delivered = delivered;
    }

    @Override
    public void deliver(MovingMessage message) {
        user.deliver(message);
        delivered.run();
    }

    @Override
    public void deliver(MimeMessage message) {
        user.deliver(message);
        delivered.run();
    }

    @Override
    public String getEmail() {
        return user.getEmail();
    }

    @Override
    public String getLogin() {
        return user.getLogin();
    }

    @Override
    public void create() {
        user.create();
    }

    @Override
    public void delete() {
        user.delete();
    }

    @Override
    public String getPassword() {
        return user.getPassword();
    }

    @Override
    public void setPassword(String password) {
        user.setPassword(password);
    }

    @Override
    public void authenticate(String password) throws UserException {
        user.authenticate(password);
    }

    @Override
    public String getQualifiedMailboxName() {
        return user.getQualifiedMailboxName();
    }
}
