package org.sluicemta.smtp.command;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.mailet.DsnParameters.XText;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.conduct.Rejections;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.policy.MailPolicy;
import org.sluicemta.smtp.policy.RecipientPolicy;
import org.sluicemta.smtp.policy.Refusal;
import org.sluicemta.smtp.policy.SuppressedRecipients;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;
import org.sluicemta.tenant.Tenant;

/** RCPT, RFC 5321 section 4.1.1.3. */
final class RcptCommand implements Command {
    private static final int LONGEST_ORIGINAL = 500;
    /** RFC 5321 section 4.5.3.1.10: the client sends the rest with another message, so this isn't its error. */
    private static final Reply TOO_MANY = Reply.of(452, "4.5.3", "Too many recipients");

    private final RecipientPolicy recipients;
    private final MailPolicy mail;
    private final SuppressedRecipients suppressed;
    private final Strikes strikes;
    private final Rejections rejections;
    private final String bounceDomain;

    @Inject
    RcptCommand(
            ServerSettings settings,
            RecipientPolicy recipients,
            MailPolicy mail,
            SuppressedRecipients suppressed,
            Strikes strikes,
            Rejections rejections) {
        this.bounceDomain = settings.bounceDomain().domain();
        this.recipients = recipients;
        this.mail = mail;
        this.suppressed = suppressed;
        this.strikes = strikes;
        this.rejections = rejections;
    }

    @Override
    public Action run(SmtpSession session, String argument) {
        Transaction transaction = session.transaction();
        if (transaction == null) {
            return Action.say(strikes.bad(session, Replies.NEED_MAIL));
        }
        if (transaction.begun()) {
            return Action.say(strikes.bad(session, Reply.of(503, "5.5.1", "The content has begun")));
        }
        try {
            PathArgument parsed = PathArgument.parse(
                    argument, "TO:", "RCPT TO:<address>", session.listener().strict());
            return add(session, transaction, parsed);
        } catch (PathArgument.Refusal refusal) {
            return Action.say(strikes.bad(session, refusal.reply()));
        }
    }

    private Action add(SmtpSession session, Transaction transaction, PathArgument parsed) throws PathArgument.Refusal {
        Set<DsnNotify> notifyWhen = EnumSet.noneOf(DsnNotify.class);
        boolean utf8 = transaction.parameters().smtpUtf8();
        String original = parameters(session, parsed.parameters(), notifyWhen, utf8);
        EmailAddress address = address(session, transaction, parsed.path());
        if (transaction.recipients().size() >= session.listener().limits().recipients()) {
            return Action.say(rejections.record(session, transaction.sender(), address, TOO_MANY));
        }
        Optional<Refusal> refused = refusal(session, transaction, parsed.path(), address);
        if (refused.isPresent()) {
            Reply reply = rejections.record(session, transaction.sender(), address, refused.get());
            return Action.say(strikes.refused(session, reply));
        }
        Optional<Refusal> tooMuch =
                recipients.limit(session.asClient(), transaction.recipients().size());
        if (tooMuch.isPresent()) {
            return Action.say(rejections.record(session, transaction.sender(), address, tooMuch.get()));
        }
        Optional<Tenant> strict = suppressed.refusingTenant(session.asClient(), address);
        if (strict.isEmpty()) {
            return Action.say(taken(transaction, address, notifyWhen, original));
        }
        return new Action.Work(() -> Action.say(suppressed
                .check(session.asClient(), strict.get(), address)
                .map(refusal -> rejections.record(session, null, address, refusal))
                .orElseGet(() -> taken(transaction, address, notifyWhen, original))));
    }

    private static Reply taken(
            Transaction transaction, EmailAddress address, Set<DsnNotify> notifyWhen, @Nullable String original) {
        transaction.add(address, notifyWhen, original);
        return Reply.of(250, "2.1.5", "Ok");
    }

    private EmailAddress address(SmtpSession session, Transaction transaction, String path)
            throws PathArgument.Refusal {
        // RFC 5321 section 4.5.1: postmaster works without a domain, in any case.
        if (path.equalsIgnoreCase("postmaster")) {
            return new EmailAddress("postmaster", bounceDomain);
        }
        return MailboxSyntax.parse(
                path,
                "5.1.3",
                transaction.parameters().smtpUtf8(),
                session.listener().strict());
    }

    private Optional<Refusal> refusal(SmtpSession session, Transaction transaction, String path, EmailAddress address) {
        return recipients
                .check(session.asClient(), path, address)
                .or(() -> mail.tooLarge(address, transaction.parameters().size()));
    }

    private static @Nullable String parameters(
            SmtpSession session, Map<String, String> given, Set<DsnNotify> notifyWhen, boolean utf8)
            throws PathArgument.Refusal {
        String original = null;
        for (Map.Entry<String, String> parameter : given.entrySet()) {
            if (session.listener().strict() && !session.extended()) {
                throw unknown("Parameters need EHLO");
            }
            switch (parameter.getKey()) {
                case "NOTIFY" -> notifyWhen.addAll(notifyWhen(parameter.getValue()));
                case "ORCPT" -> original = original(parameter.getValue(), utf8);
                default -> throw unknown("Parameter " + parameter.getKey() + " is not known here");
            }
        }
        return original;
    }

    /** RFC 3461 section 4.1: a list without repetition, or NEVER alone. */
    private static Set<DsnNotify> notifyWhen(String value) throws PathArgument.Refusal {
        Set<DsnNotify> wanted = EnumSet.noneOf(DsnNotify.class);
        for (String word : value.toUpperCase(Locale.ROOT).split(",", -1)) {
            DsnNotify when = switch (word) {
                case "NEVER" -> DsnNotify.NEVER;
                case "SUCCESS" -> DsnNotify.SUCCESS;
                case "FAILURE" -> DsnNotify.FAILURE;
                case "DELAY" -> DsnNotify.DELAY;
                default -> throw malformed("NOTIFY");
            };
            wanted.add(when);
        }
        if (wanted.contains(DsnNotify.NEVER) && wanted.size() > 1) {
            throw malformed("NOTIFY");
        }
        return wanted;
    }

    /** RFC 3461 section 4.2: {@code type;xtext}. */
    private static String original(String value, boolean utf8) throws PathArgument.Refusal {
        int semicolon = value.indexOf(';');
        if (semicolon <= 0
                || value.length() > LONGEST_ORIGINAL
                || !value.substring(0, semicolon).matches("[A-Za-z0-9-]+")
                || !isOriginalText(value, semicolon, utf8)) {
            throw malformed("ORCPT");
        }
        return value;
    }

    private static boolean isOriginalText(String value, int semicolon, boolean utf8) {
        String text = value.substring(semicolon + 1);
        if (!value.regionMatches(true, 0, "utf-8", 0, semicolon)) {
            return !text.isEmpty() && XText.isValid(text);
        }
        // RFC 6533 section 3: this type has its own encoding, and none where the transaction is UTF-8.
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c != 0x7F && (c < 0x7F || utf8 && c > 0xA0 && c != 0xFFFD));
    }

    private static PathArgument.Refusal malformed(String keyword) {
        return new PathArgument.Refusal(Reply.of(501, "5.5.4", "Malformed value of " + keyword));
    }

    private static PathArgument.Refusal unknown(String text) {
        return new PathArgument.Refusal(Reply.of(555, "5.5.4", text));
    }
}
