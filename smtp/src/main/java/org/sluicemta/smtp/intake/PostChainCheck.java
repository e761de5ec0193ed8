package org.sluicemta.smtp.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.admission.Pressure;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.Staged;
import org.sluicemta.limit.Subject;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.ExceededLimit;
import org.sluicemta.smtp.policy.LimitGate;
import org.sluicemta.smtp.policy.MailPolicy;
import org.sluicemta.smtp.policy.Subjects;
import org.sluicemta.tenant.TenantId;

/**
 * The checks after the chain, when tenant and stream are known: whether there is space, and whether the tenant may
 * still send. Also counts daily use. Mail to a relay domain from a client without relay rights doesn't count for a
 * tenant.
 */
final class PostChainCheck {
    private final LimitGate gate;
    private final Pressure pressure;
    private final FrontDoorMetrics metrics;

    @Inject
    PostChainCheck(LimitGate gate, Pressure pressure, FrontDoorMetrics metrics) {
        this.gate = gate;
        this.pressure = pressure;
        this.metrics = metrics;
    }

    /** The refusal, or null when the mail may be committed. */
    @Nullable
    IntakeResult refusal(ReceivedMail received, List<Staged> staged) {
        for (Staged each : staged) {
            if (each instanceof FinishedEnvelope mail && pressure.defers(mail.stream())) {
                return new IntakeResult.Deferred("4.3.1", String.join(" ", MailPolicy.NO_ROOM.lines()), mail.tenant());
            }
        }
        for (Map.Entry<TenantId, Integer> tenant : recipients(staged).entrySet()) {
            ExceededLimit excess = excess(received, tenant.getKey(), tenant.getValue());
            if (excess != null) {
                metrics.limited(
                        String.valueOf(received.client().listener()),
                        excess.subject().kind(),
                        excess.kind());
                return refusal(excess, tenant.getKey());
            }
        }
        return null;
    }

    /** Counts what is about to be committed; undo it if the commit fails. */
    void count(ReceivedMail received, List<Staged> staged, int messages) {
        Map<TenantId, Integer> tenants = recipients(staged);
        int all = tenants.values().stream().mapToInt(Integer::intValue).sum();
        List<Subject> others = new ArrayList<>(received.countsFor());
        if (received.mayRelay()) {
            tenants.forEach((tenant, recipients) -> {
                if (tenant.isRelayed()) {
                    return;
                }
                others.remove(Subjects.of(tenant));
                gate.accepted(List.of(Subjects.of(tenant)), messages, messages * recipients);
            });
        }
        if (all > 0) {
            gate.accepted(others, messages, messages * all);
        }
    }

    private @Nullable ExceededLimit excess(ReceivedMail received, TenantId whose, int recipients) {
        List<Subject> everyone = new ArrayList<>(received.countsFor());
        Subject tenant = Subjects.of(whose);
        if (received.mayRelay() && !whose.isRelayed() && !everyone.contains(tenant)) {
            everyone.add(tenant);
            ExceededLimit late = gate.late(tenant, recipients, received.client().bytes());
            if (late != null) {
                return late;
            }
        }
        return gate.day(everyone, 1, recipients);
    }

    private static IntakeResult refusal(ExceededLimit excess, TenantId tenant) {
        return switch (excess.kind()) {
            case BYTES_PER_MESSAGE -> new IntakeResult.Refused("5.3.4", excess.words(), tenant);
            case RECIPIENTS_PER_MESSAGE -> new IntakeResult.Refused("5.5.3", excess.words(), tenant);
            case CONNECTIONS,
                    CONNECTIONS_PER_SECOND,
                    MESSAGES_PER_SECOND,
                    RECIPIENTS_PER_SECOND,
                    MESSAGES_PER_DAY,
                    RECIPIENTS_PER_DAY -> new IntakeResult.Deferred("4.7.1", excess.words(), tenant);
        };
    }

    private static Map<TenantId, Integer> recipients(List<Staged> staged) {
        Map<TenantId, Integer> recipients = new LinkedHashMap<>();
        for (Staged each : staged) {
            if (each instanceof FinishedEnvelope mail) {
                recipients.merge(mail.tenant(), mail.recipients().size(), Integer::sum);
            }
        }
        return recipients;
    }
}
