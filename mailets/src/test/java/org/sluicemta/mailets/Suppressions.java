package org.sluicemta.mailets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/** Suppresses some addresses for everybody; only checks are answered. */
record Suppressions(Set<String> addresses) implements SuppressionList {
    @Override
    public SuppressionDecision check(EmailAddress recipient, TenantId tenant, StreamId stream) {
        return addresses.contains(recipient.toString())
                ? new SuppressionDecision.Suppressed(new Suppression(
                        recipient.toString(),
                        new SuppressionScope.Global(),
                        SuppressionReason.HARD_BOUNCE,
                        "bounce",
                        "event 9",
                        "test",
                        Instant.EPOCH,
                        null))
                : new SuppressionDecision.Allowed();
    }

    @Override
    public void add(Suppression entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(String target, SuppressionScope scope, String by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Suppression> find(String target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Suppression> list(@Nullable TenantId tenant, @Nullable String after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forEach(Consumer<Suppression> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
        return addresses.size();
    }

    @Override
    public Optional<Suppression> softFailure(
            EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message, int limit, String evidence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean lastingFailure(
            EmailAddress recipient, TenantId tenant, MessageId message, Duration period, Suppression entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void domainAnswered(EmailAddress recipient, TenantId tenant, MessageId message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void success(EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message) {
        throw new UnsupportedOperationException();
    }
}
