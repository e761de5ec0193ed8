package org.sluicemta.delivery.intake;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.tlsreport.TlsReportMail;
import org.sluicemta.bounce.tlsreport.TlsReportReader;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.event.TlsResult;
import org.sluicemta.feedback.ReportSigners;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.DomainName;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.settings.ServerSettings;

/**
 * Records what senders report about the TLS of our own hosts. Anyone can write to the address, so only reports signed by
 * the domain of their From count (RFC 8460 section 3).
 */
@Singleton
final class TlsReportIntake {
    private static final String KIND = "tls-report";

    private final TlsReportReader reader = new TlsReportReader();
    private final BounceDomain bounces;
    private final ReportSigners signers;
    private final EventLog events;
    private final Counter sessions;

    @Inject
    TlsReportIntake(ServerSettings settings, ReportSigners signers, EventLog events, CollectorRegistry registry) {
        this.bounces = settings.bounceDomain();
        this.signers = signers;
        this.events = events;
        this.sessions = Counter.build(
                        IntakeMetric.TLS_SESSIONS.metric().name(),
                        IntakeMetric.TLS_SESSIONS.metric().help())
                .labelNames(IntakeMetric.TLS_SESSIONS.metric().labels().toArray(String[]::new))
                .register(registry);
    }

    /** Whether mail to this address brings such reports. */
    boolean isFor(ReturnedMail mail) {
        return bounces.tlsReportAddresses()
                .contains(mail.recipient().localPart().toLowerCase(Locale.ROOT));
    }

    /** @throws IOException when the content can't be read; retry */
    void take(ReturnedMail mail) throws IOException {
        TlsReportMail found;
        try (InputStream in = mail.content().open()) {
            found = reader.read(in);
        }
        switch (found) {
            case TlsReportMail.None none -> returned(mail, ReportFacts.of("none"));
            case TlsReportMail.Unreadable bad ->
                returned(mail, ReportFacts.of(KIND).saying(bad.why()));
            case TlsReportMail.Report report -> reported(mail, report);
        }
    }

    private void reported(ReturnedMail mail, TlsReportMail.Report report) {
        Optional<String> signer = signers.of(mail.content()).stream()
                .sorted()
                .filter(domain -> isOf(domain, report.submitter()))
                .findFirst();
        ReportFacts facts = ReportFacts.of(KIND).from(report.organisation());
        if (signer.isEmpty()) {
            returned(mail, facts.saying("the report has no valid signature of " + report.submitter()));
            return;
        }
        ReportFacts vouched = facts.saying(report.id()).vouchedForBy(signer.get());
        for (TlsResult each : report.results()) {
            events.append(new Occurrence.TlsReported(facts(mail), vouched, each));
            sessions.labels(each.policyType(), each.result()).inc(each.sessions());
        }
    }

    /** Whether a signature of this domain is one of the submitter's: of the same domain, or one above it. */
    private static boolean isOf(String signer, @Nullable String submitter) {
        String domain = DomainName.comparable(signer);
        for (String name = submitter == null ? "" : DomainName.comparable(submitter);
                !name.isEmpty();
                name = DomainName.above(name)) {
            if (name.equals(domain)) {
                return true;
            }
        }
        return false;
    }

    private void returned(ReturnedMail mail, ReportFacts facts) {
        events.append(new Occurrence.Returned(facts(mail), facts));
    }

    private static MailFacts facts(ReturnedMail mail) {
        return MailFacts.about(mail.id()).from(mail.sender()).to(mail.recipient());
    }
}
