package org.sluicemta.smtp.policy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Limits;
import org.sluicemta.limit.Subject;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * Enforces the limits of sluice.xml and tenants.xml. Each question concerns a list of subjects. The first one over a
 * limit is the answer; those before it have been counted by then. Counts are per node, except daily ones. Memory is
 * bounded: connection counts by the connections, everything else by the size of a table. Thread-safe and never
 * blocking.
 */
@Singleton
public final class LimitGate {
    private final ClientLimits limits;
    private final TenantDirectory tenants;
    private final DailyUse daily;
    private final SecondRates rates = new SecondRates();
    private final Map<Subject, Integer> open = new ConcurrentHashMap<>();
    private final Map<Subject, Integer> handshakes = new ConcurrentHashMap<>();

    @Inject
    LimitGate(ServerSettings settings, TenantDirectory tenants, DailyUse daily) {
        this.limits = settings.smtp().limits();
        this.tenants = tenants;
        this.daily = daily;
    }

    /**
     * Counts a connection of these subjects.
     *
     * @param counted receives the subjects it was counted for; pass them to {@link #disconnect}
     */
    public @Nullable ExceededLimit connect(List<Subject> subjects, List<Subject> counted) {
        ExceededLimit full = count(open, subjects, counted);
        return full == null ? rate(subjects, LimitKind.CONNECTIONS_PER_SECOND, 1) : full;
    }

    /** A connection ended, or no longer belongs to these subjects. */
    public void disconnect(List<Subject> counted) {
        forget(open, counted);
    }

    /**
     * Counts a handshake before the connection itself counts. As many may be in progress as connections are allowed.
     *
     * @param counted receives the subjects it was counted for; pass them to {@link #handshakeOver}
     */
    public @Nullable ExceededLimit handshake(List<Subject> subjects, List<Subject> counted) {
        return count(handshakes, subjects, counted);
    }

    /** A handshake succeeded or failed. */
    public void handshakeOver(List<Subject> counted) {
        forget(handshakes, counted);
    }

    private @Nullable ExceededLimit count(Map<Subject, Integer> counts, List<Subject> subjects, List<Subject> counted) {
        for (Subject subject : subjects) {
            int most = of(subject).of(LimitKind.CONNECTIONS);
            if (most > 0) {
                counted.add(subject);
                if (counts.merge(subject, 1, Integer::sum) > most) {
                    return new ExceededLimit(subject, LimitKind.CONNECTIONS, most);
                }
            }
        }
        return null;
    }

    private static void forget(Map<Subject, Integer> counts, List<Subject> counted) {
        for (Subject subject : counted) {
            counts.computeIfPresent(subject, (same, count) -> count == 1 ? null : count - 1);
        }
        counted.clear();
    }

    /** Counts the start of a message. Also reports a daily limit that is already reached. */
    public @Nullable ExceededLimit message(List<Subject> subjects) {
        ExceededLimit full = day(subjects, 1, 1);
        return full == null ? rate(subjects, LimitKind.MESSAGES_PER_SECOND, 1) : full;
    }

    public @Nullable ExceededLimit recipient(List<Subject> subjects) {
        return rate(subjects, LimitKind.RECIPIENTS_PER_SECOND, 1);
    }

    /** The smallest of the subjects' limits, or null. */
    public @Nullable ExceededLimit least(List<Subject> subjects, LimitKind kind) {
        ExceededLimit least = null;
        for (Subject subject : subjects) {
            int most = of(subject).of(kind);
            if (most > 0 && (least == null || most < least.most())) {
                least = new ExceededLimit(subject, kind, most);
            }
        }
        return least;
    }

    /** Whether a message with this many recipients still fits into their daily limits. Counts nothing. */
    public @Nullable ExceededLimit day(List<Subject> subjects, int messages, int recipients) {
        for (Subject subject : subjects) {
            Limits own = of(subject);
            int mostMessages = own.of(LimitKind.MESSAGES_PER_DAY);
            int mostRecipients = own.of(LimitKind.RECIPIENTS_PER_DAY);
            if (mostMessages == 0 && mostRecipients == 0) {
                continue;
            }
            DailyUse.Count today = daily.today(subject);
            if (mostMessages > 0 && today.messages() + messages > mostMessages) {
                return new ExceededLimit(subject, LimitKind.MESSAGES_PER_DAY, mostMessages);
            }
            if (mostRecipients > 0 && today.recipients() + recipients > mostRecipients) {
                return new ExceededLimit(subject, LimitKind.RECIPIENTS_PER_DAY, mostRecipients);
            }
        }
        return null;
    }

    /**
     * For a tenant that only the chain could determine: the checks skipped at MAIL and RCPT.
     *
     * @param bytes size of the message
     */
    public @Nullable ExceededLimit late(Subject tenant, int recipients, long bytes) {
        Limits own = of(tenant);
        int mostRecipients = own.of(LimitKind.RECIPIENTS_PER_MESSAGE);
        if (mostRecipients > 0 && recipients > mostRecipients) {
            return new ExceededLimit(tenant, LimitKind.RECIPIENTS_PER_MESSAGE, mostRecipients);
        }
        int mostBytes = own.of(LimitKind.BYTES_PER_MESSAGE);
        if (mostBytes > 0 && bytes > mostBytes) {
            return new ExceededLimit(tenant, LimitKind.BYTES_PER_MESSAGE, mostBytes);
        }
        ExceededLimit messages = rate(List.of(tenant), LimitKind.MESSAGES_PER_SECOND, 1);
        return messages == null ? rate(List.of(tenant), LimitKind.RECIPIENTS_PER_SECOND, recipients) : messages;
    }

    /** Counts accepted mail of subjects that have a daily limit or are tenants. */
    public void accepted(List<Subject> subjects, int messages, int recipients) {
        for (Subject subject : subjects) {
            Limits own = of(subject);
            if (subject.kind() == SubjectKind.TENANT
                    || own.of(LimitKind.MESSAGES_PER_DAY) > 0
                    || own.of(LimitKind.RECIPIENTS_PER_DAY) > 0) {
                daily.add(subject, messages, recipients);
            }
        }
    }

    private @Nullable ExceededLimit rate(List<Subject> subjects, LimitKind kind, int count) {
        for (Subject subject : subjects) {
            int most = of(subject).of(kind);
            if (most > 0 && !rates.take(subject, kind, most, count)) {
                return new ExceededLimit(subject, kind, most);
            }
        }
        return null;
    }

    private Limits of(Subject subject) {
        Limits defaults = limits.of(subject.kind());
        return subject.kind() == SubjectKind.TENANT
                ? tenants.find(new TenantId(subject.name()))
                        .map(Tenant::limits)
                        .orElse(Limits.NONE)
                        .over(defaults)
                : defaults;
    }
}
