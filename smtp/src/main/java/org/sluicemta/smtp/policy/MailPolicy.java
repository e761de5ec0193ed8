package org.sluicemta.smtp.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.admission.Pressure;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Subject;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Whether a client may start a message now: space, limits and the sender address. What only the chain can determine
 * (the stream, the tenant of a trusted client) is checked after the chain.
 */
@Singleton
public final class MailPolicy {
    private static final Reply TOO_FAST =
            Reply.of(450, "4.7.1", "Too many messages from your address, please slow down");
    public static final Reply NO_ROOM =
            Reply.of(451, "4.3.1", "Not enough room for this kind of mail at present, please try again later");

    private final LimitGate gate;
    private final Subjects subjects;
    private final SenderPolicy senders;
    private final MessageRates rates;
    private final Pressure pressure;
    private final TenantDirectory tenants;
    private final String bounceDomain;
    private final long bounceSize;

    @Inject
    MailPolicy(
            ServerSettings settings,
            LimitGate gate,
            Subjects subjects,
            SenderPolicy senders,
            MessageRates rates,
            Pressure pressure,
            TenantDirectory tenants) {
        this.gate = gate;
        this.subjects = subjects;
        this.senders = senders;
        this.rates = rates;
        this.pressure = pressure;
        this.tenants = tenants;
        this.bounceDomain = settings.bounceDomain().domain();
        this.bounceSize = settings.smtp().limits().content().bounceSize();
    }

    /** @param size size announced by the client, or 0 */
    public Optional<Refusal> check(Client client, @Nullable EmailAddress sender, long size) {
        List<Subject> whose = subjects.ofMail(client);
        ExceededLimit bytes = gate.least(whose, LimitKind.BYTES_PER_MESSAGE);
        if (bytes != null && size > bytes.most()) {
            return Optional.of(Refusal.of(bytes, 552, "5.3.4"));
        }
        if (mustWait(client)) {
            return Optional.of(Refusal.of(NO_ROOM));
        }
        if (!rates.take(client)) {
            return Optional.of(Refusal.of(TOO_FAST));
        }
        return senders.check(client, sender)
                .or(() -> Optional.ofNullable(gate.message(whose)).map(most -> Refusal.of(most, 450, "4.7.1")));
    }

    /** Maximum message size in octets; 0 for no limit. */
    public long mostBytes(Client client) {
        long ofListener = client.listener().maxMessageSize();
        ExceededLimit own = gate.least(subjects.ofMail(client), LimitKind.BYTES_PER_MESSAGE);
        return own == null ? ofListener : lesser(ofListener, own.most());
    }

    /** The same, considering the recipients: mail to the bounce domain is a report, and reports are small. */
    public long mostBytes(Client client, List<EnvelopeRecipient> recipients) {
        long most = mostBytes(client);
        boolean comesBack = recipients.stream().anyMatch(to -> comesBack(to.address()));
        return comesBack ? lesser(most, bounceSize) : most;
    }

    /** Whether the announced size is too large for a recipient. */
    public Optional<Refusal> tooLarge(EmailAddress recipient, long size) {
        return bounceSize > 0 && size > bounceSize && comesBack(recipient)
                ? Optional.of(Refusal.of(
                        Reply.of(552, "5.3.4", "Message size exceeds the limit of " + bounceSize + " octets")))
                : Optional.empty();
    }

    private boolean comesBack(EmailAddress recipient) {
        return recipient.domain().equals(bounceDomain);
    }

    /** 0 means no limit. */
    private static long lesser(long one, long other) {
        return one == 0 || other == 0 ? one + other : Math.min(one, other);
    }

    /** Only what is certain: a header may still name another stream than the tenant's default. */
    private boolean mustWait(Client client) {
        return switch (pressure.stage()) {
            case OPEN -> false;
            case RESERVED -> {
                Set<StreamId> possible = possibleStreams(client);
                yield !possible.isEmpty() && possible.stream().allMatch(pressure::defers);
            }
            case CLOSED -> true;
        };
    }

    /** Empty when it may be any stream. */
    private Set<StreamId> possibleStreams(Client client) {
        Optional<StreamId> ofListener = client.listener().stream();
        return ofListener.isPresent()
                ? Set.of(ofListener.get())
                : client.certainTenant(tenants).map(Tenant::streams).orElse(Set.of());
    }
}
