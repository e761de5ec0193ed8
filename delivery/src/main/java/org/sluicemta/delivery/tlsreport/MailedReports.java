package org.sluicemta.delivery.tlsreport;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.sluicemta.delivery.outcome.NoticeSigner;
import org.sluicemta.egress.DueTlsReport;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.TlsReporter;
import org.sluicemta.egress.TlsReporting;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.FinishedEnvelope.ReturnPaths;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Placement;
import org.sluicemta.handoff.Placing;
import org.sluicemta.letter.Letter;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Sends reports through the same queues as other mail, as mail of the platform's tenant from the null sender. The TLS
 * policies that they are about don't hold for them, and they aren't counted in the next report (RFC 8460 section 3).
 */
final class MailedReports {
    private static final EnvelopeOptions OPTIONS = new EnvelopeOptions(null, null, false, false, false, 0, null, true);

    private final ServerSettings settings;
    private final TenantDirectory tenants;
    private final EgressPlans plans;
    private final Placing placing;
    private final NoticeSigner signer;
    private final MessageIdSource ids;
    private final InstantSource clock;

    @Inject
    MailedReports(
            ServerSettings settings,
            TenantDirectory tenants,
            EgressPlans plans,
            Placing placing,
            NoticeSigner signer,
            MessageIdSource ids,
            InstantSource clock) {
        this.settings = settings;
        this.tenants = tenants;
        this.plans = plans;
        this.placing = placing;
        this.signer = signer;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Queues a report.
     *
     * @param document compressed with gzip
     * @return why it isn't queued, or nothing if it is
     */
    Optional<String> send(DueTlsReport report, EmailAddress to, TlsReporting reporting, byte[] document) {
        TlsReporter reporter = reporting.reporter(settings.hostName());
        MessageId id = ids.next();
        ReportMail mail = new ReportMail(id, reporting.from(), to, report, reporter, clock.instant());
        Optional<MessageContent> signed =
                signer.signed(mail.content(document), reporting.from().domain());
        if (signed.isEmpty()) {
            // RFC 8460 section 3: reports without a valid signature are ignored.
            return Optional.of("there is no DKIM key for " + reporting.from().domain()
                    + "; make one with: sluice dkim generate "
                    + reporting.from().domain());
        }
        try {
            StreamId stream = stream();
            FinishedEnvelope envelope = new FinishedEnvelope(
                    new Letter(id, settings.platformTenant(), stream, null, OPTIONS, signed.get(), clock.instant()),
                    new ReturnPaths.Common(Optional.empty()),
                    List.of(new EnvelopeRecipient(to, 0, Set.of(DsnNotify.NEVER), null)),
                    null);
            placing.commit(List.of(new Placement(envelope, plans.current().poolOf(stream))), List.of());
            return Optional.empty();
        } catch (HandOffException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private StreamId stream() {
        return tenants.find(settings.platformTenant())
                .map(tenant -> tenant.defaultStream())
                .orElseGet(() -> plans.current().usualStream());
    }
}
