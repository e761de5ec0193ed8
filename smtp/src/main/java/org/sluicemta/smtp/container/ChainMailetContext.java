package org.sluicemta.smtp.container;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.Address;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.HostAddress;
import org.apache.mailet.LookupException;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.smtp.chain.LoadedChain;

/**
 * The server as James's mailets see it. There are no local mailboxes: an address is local when mail is accepted for its
 * domain. Mail that mailets send is staged and committed like any other.
 */
@Singleton
public final class ChainMailetContext implements MailetContext {
    private static final Logger LOG = LoggerFactory.getLogger("org.sluicemta.mailets");

    private final DNSService dns;
    private final AnsweredDomains domains;
    private final MailAddress postmaster;
    private final MailSending sending;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();

    @Inject
    public ChainMailetContext(
            DNSService dns,
            AnsweredDomains domains,
            LoadedChain chain,
            HandOff handOff,
            MessageIdSource ids,
            InstantSource clock) {
        this.dns = dns;
        this.domains = domains;
        this.postmaster = domains.postmaster();
        this.sending = new MailSending(chain, handOff, ids, clock);
    }

    @Override
    public void sendMail(MimeMessage message) throws MessagingException {
        Collection<MailAddress> recipients = new LinkedHashSet<>();
        Address[] all = message.getAllRecipients();
        for (Address address : all == null ? new Address[0] : all) {
            if (address instanceof InternetAddress internet) {
                recipients.add(new MailAddress(internet));
            }
        }
        sendMail(new MailAddress((InternetAddress) message.getFrom()[0]), recipients, message);
    }

    @Override
    public void sendMail(MailAddress sender, Collection<MailAddress> recipients, MimeMessage message)
            throws MessagingException {
        sendMail(sender, recipients, message, Mail.DEFAULT);
    }

    @Override
    public void sendMail(MailAddress sender, Collection<MailAddress> recipients, MimeMessage message, String state)
            throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(MailImpl.getId())
                .sender(sender)
                .addRecipients(recipients)
                .mimeMessage(message)
                .build();
        try {
            sendMail(mail, state);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    @Override
    public void sendMail(Mail mail) throws MessagingException {
        sendMail(mail, mail.getState() == null ? Mail.DEFAULT : mail.getState());
    }

    @Override
    public void sendMail(Mail mail, String state) throws MessagingException {
        sending.send(mail, state, 0);
    }

    @Override
    public void sendMail(Mail mail, long delay, TimeUnit unit) throws MessagingException {
        sendMail(mail, Mail.DEFAULT, delay, unit);
    }

    @Override
    public void sendMail(Mail mail, String state, long delay, TimeUnit unit) throws MessagingException {
        sending.send(mail, state, unit.toMillis(delay));
    }

    @Override
    public void bounce(Mail mail, String message) throws MessagingException {
        bounce(mail, message, postmaster);
    }

    @Override
    public void bounce(Mail mail, String text, @Nullable MailAddress bouncer) throws MessagingException {
        if (mail.getMaybeSender().isNullSender()) {
            return; // RFC 5321 section 6.1: never a notice about a notice
        }
        MimeMessage reply = (MimeMessage) mail.getMessage().reply(false);
        reply.setRecipient(
                Message.RecipientType.TO,
                new InternetAddress(mail.getMaybeSender().asString()));
        reply.setFrom(new InternetAddress((bouncer == null ? postmaster : bouncer).asString()));
        reply.setText(text);
        reply.saveChanges();
        MailImpl bounce = MailImpl.builder()
                .name("bounce-" + mail.getName())
                .addRecipients(mail.getMaybeSender().asList())
                .mimeMessage(reply)
                .build();
        try {
            sendMail(bounce, Mail.DEFAULT);
        } finally {
            LifecycleUtil.dispose(bounce);
        }
    }

    @Override
    public MailAddress getPostmaster() {
        return postmaster;
    }

    @Override
    public boolean isLocalServer(Domain domain) {
        return domains.containsDomain(domain);
    }

    @Override
    @Deprecated
    public boolean isLocalUser(String userAccount) {
        return false;
    }

    @Override
    public boolean isLocalEmail(MailAddress address) {
        return domains.containsDomain(address.getDomain());
    }

    @Override
    @Deprecated
    public Collection<String> getMailServers(Domain domain) {
        try {
            return dns.findMXRecords(domain.asString());
        } catch (TemporaryResolutionException e) {
            return List.of(); // the value the interface defines for unknown
        }
    }

    @Override
    @Deprecated
    public Iterator<HostAddress> getSMTPHostAddresses(Domain domain) {
        List<HostAddress> addresses = new ArrayList<>();
        for (String host : getMailServers(domain)) {
            addresses.add(new HostAddress(host, "smtp://" + host));
        }
        return addresses.iterator();
    }

    @Override
    public List<String> dnsLookup(String name, RecordType type) throws LookupException {
        return switch (type) {
            case MX -> List.copyOf(getMailServers(Domain.of(name)));
            case TXT, SPF -> List.copyOf(dns.findTXTRecords(name));
            case A, AAAA, PTR ->
                throw new LookupException("records of type " + type + " are not looked up for mailets");
        };
    }

    @Override
    public int getMajorVersion() {
        return 2;
    }

    @Override
    public int getMinorVersion() {
        return 4;
    }

    @Override
    public String getServerInfo() {
        return "Sluice";
    }

    @Override
    @Deprecated
    public Iterator<String> getAttributeNames() {
        return attributes.keySet().iterator();
    }

    @Override
    @Deprecated
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    @Deprecated
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    @Deprecated
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    @Deprecated
    public void log(String message) {
        LOG.info(message);
    }

    @Override
    @Deprecated
    public void log(String message, Throwable t) {
        LOG.info(message, t);
    }

    @Override
    @Deprecated
    public void log(LogLevel level, String message) {
        log(level, message, null);
    }

    @Override
    @Deprecated
    public void log(LogLevel level, String message, @Nullable Throwable t) {
        switch (level) {
            case DEBUG -> LOG.debug(message, t);
            case INFO -> LOG.info(message, t);
            case WARN -> LOG.warn(message, t);
            case ERROR -> LOG.error(message, t);
        }
    }

    @Override
    public Logger getLogger() {
        return LOG;
    }
}
