package org.sluicemta.smtp.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.admission.Pressure;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Subject;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;

/**
 * Whether a client may begin a message now: room, limits, and the sender it names. What can only be known at the end of
 * the chain (the stream, the tenant of a trusted client) is asked again in
 * {@link org.sluicemta.smtp.intake.PostChainCheck}.
 */
public final class MailPolicy {
    private static final Reply TOO_FAST =
            Reply.of(450, "4.7.1", "Too many messages from your address, please slow down");
    public static final Reply NO_ROOM =
            Reply.of(451, "4.3.1", "Not enough room for this kind of mail at present, please try again later");

    private MailPolicy() {}

    /**
     * The refusal, or null. It is recorded.
     *
     * @param size that the client announced, or 0
     */
    public static @Nullable Reply check(SmtpSession session, @Nullable EmailAddress sender, long size) {
        Reply late = session.loginRefusal();
        if (late != null) {
            return late;
        }
        List<Subject> subjects = Subjects.ofMail(session);
        LimitGate gate = session.door().rules().gate();
        ExceededLimit bytes = gate.least(subjects, LimitKind.BYTES_PER_MESSAGE);
        if (bytes != null && size > bytes.most()) {
            return session.limited(bytes, Reply.of(552, "5.3.4", bytes.words()));
        }
        Reply refused = refusal(session, sender);
        if (refused != null) {
            session.rejected(sender, null, refused);
            return refused;
        }
        ExceededLimit excess = gate.message(subjects);
        return excess == null ? null : session.limited(excess, Reply.of(450, "4.7.1", excess.words()));
    }

    /** The largest message, in octets; 0 for no limit. */
    public static long mostBytes(SmtpSession session) {
        long ofListener = session.listener().maxMessageSize();
        ExceededLimit own = session.door().rules().gate().least(Subjects.ofMail(session), LimitKind.BYTES_PER_MESSAGE);
        return own == null ? ofListener : lesser(ofListener, own.most());
    }

    /** The same with what its recipients say: what comes back to us is a report, and no report is that large. */
    public static long mostBytes(SmtpSession session, Transaction transaction) {
        long most = mostBytes(session);
        boolean comesBack = transaction.recipients().stream().anyMatch(to -> comesBack(session, to.address()));
        return comesBack ? lesser(most, bounceSize(session)) : most;
    }

    /** The refusal of a recipient for whom the announced size is too large, or null. */
    public static @Nullable Reply tooLarge(SmtpSession session, EmailAddress recipient, long size) {
        long most = bounceSize(session);
        return most > 0 && size > most && comesBack(session, recipient)
                ? Reply.of(552, "5.3.4", "Message size exceeds the limit of " + most + " octets")
                : null;
    }

    private static boolean comesBack(SmtpSession session, EmailAddress recipient) {
        return recipient.domain().equals(session.door().bounceDomain().domain());
    }

    private static long bounceSize(SmtpSession session) {
        return session.door().rules().settings().limits().content().bounceSize();
    }

    /** 0 is no limit. */
    private static long lesser(long one, long other) {
        return one == 0 || other == 0 ? one + other : Math.min(one, other);
    }

    private static @Nullable Reply refusal(SmtpSession session, @Nullable EmailAddress sender) {
        if (mustWait(session)) {
            return NO_ROOM;
        }
        return session.mayStartMessage() ? SenderPolicy.check(session, sender) : TOO_FAST;
    }

    /** Only what is certain: a header may still say another stream than the tenant's usual one. */
    private static boolean mustWait(SmtpSession session) {
        Pressure pressure = session.door().rules().pressure();
        return switch (pressure.stage()) {
            case OPEN -> false;
            case RESERVED -> {
                Set<StreamId> possible = possibleStreams(session);
                yield !possible.isEmpty() && possible.stream().allMatch(pressure::defers);
            }
            case CLOSED -> true;
        };
    }

    /** Empty when it may be any. */
    private static Set<StreamId> possibleStreams(SmtpSession session) {
        Optional<StreamId> ofListener = session.listener().stream();
        return ofListener.isPresent()
                ? Set.of(ofListener.get())
                : session.certainTenant()
                        .flatMap(session.door().tenants()::find)
                        .map(Tenant::streams)
                        .orElse(Set.of());
    }
}
