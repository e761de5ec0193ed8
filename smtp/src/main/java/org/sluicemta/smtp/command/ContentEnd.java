package org.sluicemta.smtp.command;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.chain.ChainTurn;
import org.sluicemta.smtp.conduct.Rejections;
import org.sluicemta.smtp.data.MessageCollector;
import org.sluicemta.smtp.frame.HeaderWatch;
import org.sluicemta.smtp.intake.IntakeResult;
import org.sluicemta.smtp.intake.MailIntake;
import org.sluicemta.smtp.intake.ReceivedMail;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.MailPolicy;
import org.sluicemta.smtp.policy.Subjects;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.MailParameters;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;
import org.sluicemta.tenant.TenantId;

/** What happens when a message's content is complete: it is refused for its form, or goes through the chain. */
@Singleton
public final class ContentEnd {
    private static final Logger LOG = LoggerFactory.getLogger(ContentEnd.class);
    /** RFC 5321 section 6.3: assume a loop only at 100 or more Received fields. */
    private static final int MOST_HOPS = 100;

    /** How often the same message may pass through here: to a list, back from it, and some more. */
    private static final int MOST_RETURNS = 5;

    private static final Reply CAME_BACK = Reply.of(
            554,
            "5.4.6",
            "This message has been here before: it is in a loop, or its client has to log in to send it again");

    private final MailIntake intake;
    private final MailPolicy policy;
    private final Subjects subjects;
    private final Rejections rejections;
    private final FrontDoorMetrics metrics;
    private final ReturnPathTokens tokens;
    private final InstantSource clock;
    private final Set<String> relayDomains;
    private final String repeatHeader;
    private final Duration chainTime;

    @Inject
    ContentEnd(
            ServerSettings settings,
            MailIntake intake,
            MailPolicy policy,
            Subjects subjects,
            Rejections rejections,
            FrontDoorMetrics metrics,
            ReturnPathTokens tokens,
            InstantSource clock) {
        this.relayDomains = settings.relayPolicy().relayDomains();
        this.repeatHeader = settings.smtp().repeatHeader();
        this.chainTime = settings.smtp().chain().time();
        this.intake = intake;
        this.policy = policy;
        this.subjects = subjects;
        this.rejections = rejections;
        this.metrics = metrics;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The transaction ends whatever the reply, RFC 5321 section 4.1.1.4. */
    public Action of(SmtpSession session, Transaction transaction) {
        transaction.endContent();
        Reply refused = refusal(session, transaction);
        if (refused != null) {
            rejections.record(session, transaction.sender(), null, refused);
            session.reset();
            return Action.say(refused);
        }
        ReceivedMail mail = received(session, transaction);
        HeaderWatch.Seen header = transaction.header();
        session.reset();
        ChainTurn turn = new ChainTurn();
        return new Action.Chain(
                turn, () -> Action.say(timed(session, mail, header, turn)), () -> Action.say(late(session, mail)));
    }

    private @Nullable Reply refusal(SmtpSession session, Transaction transaction) {
        String fault = transaction.fault();
        if (fault != null) {
            return Reply.of(554, "5.6.0", "The message holds " + fault);
        }
        if (transaction.collector().tooLarge()) {
            return Reply.of(
                    552,
                    "5.3.4",
                    "Message size exceeds the limit of "
                            + policy.mostBytes(session.asClient(), transaction.recipients()) + " octets");
        }
        IOException failure = transaction.collector().failure();
        if (failure != null) {
            if (failure instanceof MessageCollector.CrowdedException) {
                LOG.debug("message {} refused: {}", transaction.id(), failure.getMessage());
            } else {
                LOG.error("message {} could not be collected: {}", transaction.id(), failure.getMessage(), failure);
            }
            return Replies.NO_STORAGE;
        }
        return null;
    }

    private ReceivedMail received(SmtpSession session, Transaction transaction) {
        MailParameters given = transaction.parameters();
        EnvelopeOptions options = new EnvelopeOptions(
                given.dsnReturn(),
                given.envelopeId(),
                given.eightBit() || transaction.eightBit(),
                given.smtpUtf8(),
                given.requireTls(),
                given.priority(),
                given.releaseAt());
        return new ReceivedMail(
                transaction.id(),
                clock.instant(),
                session.facts(transaction.collector().size(), null)
                        .carrying(transaction.header().messageId()),
                session.listener().stream().map(Object::toString).orElse(null),
                session.trusted(),
                session.clientKnown(),
                session.mayRelay(),
                transaction.sender(),
                transaction.recipients(),
                options,
                subjects.ofMail(session.asClient()),
                transaction.collector().finish());
    }

    private Reply late(SmtpSession session, ReceivedMail mail) {
        LOG.error("message {} not accepted: the mailet chain exceeded its time limit", mail.id());
        metrics.notAccepted(session.listener().name(), false, chainTime);
        return rejected(session, mail, Replies.TRY_LATER);
    }

    private Reply timed(SmtpSession session, ReceivedMail mail, HeaderWatch.Seen header, ChainTurn turn)
            throws IOException {
        long start = System.nanoTime();
        Reply reply = accept(session, mail, header, turn);
        if (turn.isLate()) {
            // It was answered and recorded when its time was up.
            return reply;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String listener = session.listener().name();
        if (reply.isPositive()) {
            session.counters().delivered();
            metrics.accepted(listener, mail.client().bytes(), took);
        } else {
            metrics.notAccepted(listener, reply.code() >= 500, took);
            metrics.rejected(listener, String.valueOf(reply.enhanced()));
        }
        return reply;
    }

    private Reply accept(SmtpSession session, ReceivedMail mail, HeaderWatch.Seen header, ChainTurn turn)
            throws IOException {
        if (turn.isLate()) {
            mail.content().close();
            return Replies.TRY_LATER;
        }
        if (header.hops() >= MOST_HOPS) {
            mail.content().close();
            return rejected(session, mail, Reply.of(554, "5.4.6", "Too many hops, this message is in a loop"));
        }
        if (comesBack(session, mail, header)) {
            mail.content().close();
            return rejected(session, mail, CAME_BACK);
        }
        if (header.tooLong() && mail.mayRelay()) {
            mail.content().close();
            return rejected(session, mail, tooLong(session));
        }
        return switch (intake.accept(mail, header.value(), turn)) {
            case IntakeResult.Accepted accepted -> Reply.of(250, "2.0.0", "Ok: queued as " + accepted.id());
            case IntakeResult.Repeated repeated -> Reply.of(250, "2.0.0", "Ok: queued as " + repeated.first());
            case IntakeResult.Refused refused ->
                rejected(session, mail, refused.tenant(), Reply.of(554, refused.enhancedStatus(), refused.reply()));
            case IntakeResult.Deferred deferred ->
                rejected(session, mail, deferred.tenant(), Reply.of(451, deferred.enhancedStatus(), deferred.reply()));
            case IntakeResult.NoRoom full -> rejected(session, mail, Replies.NO_STORAGE);
            case IntakeResult.TryLater later -> rejected(session, mail, Replies.TRY_LATER);
            case IntakeResult.Late late -> Replies.TRY_LATER;
        };
    }

    /**
     * Mail that has been here before isn't relayed just because of the client's address. It may be this server's own
     * mail on a detour back to itself. An authenticated client may send it again, a few times.
     */
    private boolean comesBack(SmtpSession session, ReceivedMail mail, HeaderWatch.Seen header) {
        int before = header.returns();
        if (before < 1) {
            return false;
        }
        boolean byAddressAlone = mail.mayRelay() && session.credential() == null;
        return before > MOST_RETURNS
                || byAddressAlone && mail.recipients().stream().anyMatch(one -> isElsewhere(session, one.address()));
    }

    private boolean isElsewhere(SmtpSession session, EmailAddress address) {
        String domain = address.domain().toLowerCase(Locale.ROOT);
        return !tokens.isBounceDomain(domain) && !relayDomains.contains(domain);
    }

    /** Truncated, it could equal another one. */
    private Reply tooLong(SmtpSession session) {
        return Reply.of(
                554,
                "5.6.0",
                "The " + repeatHeader + " field is longer than " + HeaderWatch.Seen.LONGEST_VALUE + " characters");
    }

    private Reply rejected(SmtpSession session, ReceivedMail mail, Reply reply) {
        return rejected(session, mail, null, reply);
    }

    private Reply rejected(SmtpSession session, ReceivedMail mail, @Nullable TenantId tenant, Reply reply) {
        TenantId whose = tenant == null ? session.asClient().tenant() : tenant;
        intake.rejected(mail, whose, reply.asEvidence());
        return reply;
    }
}
