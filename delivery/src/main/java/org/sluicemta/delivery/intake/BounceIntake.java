package org.sluicemta.delivery.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.BounceProcessor;
import org.sluicemta.bounce.ParsedReport;
import org.sluicemta.bounce.ReportedRecipient;
import org.sluicemta.bounce.Severity;
import org.sluicemta.delivery.feedback.UnsubscribeWay;
import org.sluicemta.delivery.feedback.Unsubscriptions;
import org.sluicemta.delivery.feedback.VerifiedSend;
import org.sluicemta.delivery.feedback.VerifiedSends;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.delivery.outcome.SuppressionWrite;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SiteId;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.queue.lane.Sites;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.CountedReport;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.SuppressionSettings;
import org.sluicemta.storage.StoreException;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/**
 * Decides what follows from a returned message. Only a report verified by one of our tokens has any effect, and only
 * for the recipient the token identifies, whatever addresses the report names.
 */
public final class BounceIntake {
    private final BounceProcessor processor;
    private final VerifiedSends sends;
    private final Unsubscriptions unsubscriptions;
    private final ReportDeduplication deduplication;
    private final TlsReportIntake tlsReports;
    private final ResponseTable responses;
    private final Sites sites;
    private final Reporters reporters;
    private final EventLog events;
    private final EgressPlans plans;
    private final SuppressionSettings settings;
    private final InstantSource clock;

    @Inject
    BounceIntake(
            BounceProcessor processor,
            VerifiedSends sends,
            Unsubscriptions unsubscriptions,
            ReportDeduplication deduplication,
            TlsReportIntake tlsReports,
            ResponseTable responses,
            Sites sites,
            Reporters reporters,
            EventLog events,
            EgressPlans plans,
            ServerSettings settings,
            InstantSource clock) {
        this.processor = processor;
        this.sends = sends;
        this.unsubscriptions = unsubscriptions;
        this.deduplication = deduplication;
        this.tlsReports = tlsReports;
        this.responses = responses;
        this.sites = sites;
        this.reporters = reporters;
        this.events = events;
        this.plans = plans;
        this.settings = settings.suppression();
        this.clock = clock;
    }

    /**
     * @throws IOException when the content can't be read or the database can't be queried at the moment; retry. A
     *     message that can't be understood counts as no report
     */
    public Settlement take(ReturnedMail mail) throws IOException {
        try {
            return settle(mail);
        } catch (StoreException e) {
            throw new IOException(
                    "the database cannot say what message " + mail.id() + " answers: " + e.getMessage(), e);
        }
    }

    private Settlement settle(ReturnedMail mail) throws IOException {
        Settlement settlement = new Settlement();
        if (tlsReports.isFor(mail)) {
            tlsReports.take(mail);
            return settlement;
        }
        ParsedReport report = parse(mail);
        Optional<VerifiedSend> vouched = find(mail, report);
        if (vouched.isEmpty()) {
            returned(mail, null, report);
        } else if (wantsToUnsubscribe(mail, report)) {
            unsubscribed(mail, vouched.get(), report, settlement);
        } else if (isNew(mail, vouched.get(), report, settlement)) {
            reported(mail, vouched.get(), report, settlement);
        } else {
            returned(mail, vouched.get(), report);
        }
        return settlement;
    }

    /** By the address the message came to, otherwise by the contents of the report. */
    private Optional<VerifiedSend> find(ReturnedMail mail, ParsedReport report) {
        Optional<VerifiedSend> byAddress = sends.find(mail.recipient().toString());
        return byAddress.isPresent()
                ? byAddress
                : report.tokenCandidates().stream()
                        .map(sends::find)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    /** Anything a person or a mailbox provider sends there; only a server's report about that mail has no effect. */
    private static boolean wantsToUnsubscribe(ReturnedMail mail, ParsedReport report) {
        return BounceDomain.isForUnsubscribing(mail.recipient().localPart())
                && switch (report) {
                    case ParsedReport.NotAReport none -> true;
                    case ParsedReport.Carried carried -> true;
                    case ParsedReport.AutoReply reply -> true;
                    case ParsedReport.Complaint complaint -> true;
                    case ParsedReport.Bounce bounce -> false;
                    case ParsedReport.Delay delay -> false;
                    case ParsedReport.Delivered delivered -> false;
                };
    }

    private void unsubscribed(ReturnedMail mail, VerifiedSend send, ParsedReport report, Settlement settlement) {
        ClientFacts client =
                ClientFacts.ofMail(mail.clientAddress(), mail.content().size());
        unsubscriptions
                .note(send, UnsubscribeWay.MAIL, client, mail.id())
                .ifPresentOrElse(
                        entry -> settlement.suppress(new SuppressionWrite.Add(entry)),
                        () -> returned(mail, send, report));
    }

    private void reported(ReturnedMail mail, VerifiedSend send, ParsedReport report, Settlement settlement) {
        switch (report) {
            case ParsedReport.Bounce bounce -> bounced(send, bounce, settlement);
            case ParsedReport.Complaint complaint -> complained(mail, send, complaint, settlement);
            case ParsedReport.Delay delay -> returned(mail, send, delay);
            case ParsedReport.Delivered delivered -> returned(mail, send, delivered);
            case ParsedReport.AutoReply reply -> returned(mail, send, reply);
            case ParsedReport.Carried carried -> returned(mail, send, carried);
            case ParsedReport.NotAReport none -> returned(mail, send, none);
        }
    }

    /** What has no effect need not be remembered. */
    private boolean isNew(ReturnedMail mail, VerifiedSend send, ParsedReport report, Settlement settlement) {
        if (!(report instanceof ParsedReport.Bounce) && !(report instanceof ParsedReport.Complaint)) {
            return true;
        }
        CountedReport counted = new CountedReport(send.id(), send.recipientIndex(), report.kind(), mail.id());
        if (!deduplication.isNew(counted)) {
            return false;
        }
        settlement.count(counted);
        return true;
    }

    private ParsedReport parse(ReturnedMail mail) throws IOException {
        try (InputStream in = DeliveredContent.open(mail)) {
            return processor.parse(in);
        } catch (RuntimeException e) {
            events.append(new Occurrence.Returned(
                    facts(mail, null), ReportFacts.of("unreadable").saying(e.getMessage())));
            throw e;
        }
    }

    private void bounced(VerifiedSend send, ParsedReport.Bounce bounce, Settlement settlement) {
        ReportedRecipient about = about(send, bounce);
        Classification classification = classify(send, about);
        boolean permanent = about != null && about.severity() == Severity.PERMANENT && classification.permanent();
        boolean counts = classification.blame() == Blame.RECIPIENT && classification.suppressAfter() > 0;
        boolean once = counts && permanent && classification.suppressAfter() == 1;
        boolean atOnce = once && classification.lasting().isZero();
        ReportFacts facts = ReportFacts.of(bounce.kind(), atOnce)
                .meaning(classification.responseClass(), about == null ? null : about.status())
                .saying(about == null ? null : about.diagnostic())
                .from(bounce.reportingMta());
        Event event = events.append(new Occurrence.RemoteBounce(facts(send), facts));
        if (once) {
            Suppression entry = entry(
                    send, new SuppressionScope.OfTenant(send.tenant()), SuppressionReason.HARD_BOUNCE, "bounce", event);
            settlement.suppress(
                    atOnce
                            ? new SuppressionWrite.Add(entry)
                            : new SuppressionWrite.LastingFailure(
                                    send.recipient(), send.tenant(), send.id(), classification.lasting(), entry));
        } else if (counts && classification.suppressAfter() > 1) {
            settlement.suppress(new SuppressionWrite.SoftFailure(
                    send.recipient(),
                    send.tenant(),
                    send.stream(),
                    send.id(),
                    classification.suppressAfter(),
                    event.id()));
        }
    }

    /** The report's statement about the token's recipient. A forwarding server may name another address. */
    private static @Nullable ReportedRecipient about(VerifiedSend send, ParsedReport.Bounce bounce) {
        List<ReportedRecipient> recipients = bounce.recipients();
        return recipients.stream()
                .filter(reported ->
                        reported.address().equalsIgnoreCase(send.recipient().toString()))
                .findFirst()
                .orElse(recipients.isEmpty() ? bounce.unnamed() : recipients.getFirst());
    }

    private Classification classify(VerifiedSend send, @Nullable ReportedRecipient about) {
        SiteId site = sites.of(send.recipient().domain());
        return responses.classify(about == null ? new Answer(site, Phase.REPORT, 0, null, "") : about.answer(site));
    }

    /** Most kinds of complaint come from the recipient; these two mean something else. */
    private void complained(
            ReturnedMail mail, VerifiedSend send, ParsedReport.Complaint complaint, Settlement settlement) {
        String type = complaint.feedbackType();
        if (type.equals("not-spam") || type.equals("auth-failure")) { // RFC 5965 section 7.3, RFC 6591
            returned(mail, send, complaint);
            return;
        }
        String reporter = reporters.of(mail, send.recipient()).orElse(null);
        ReportFacts facts = ReportFacts.suppressing(complaint.kind())
                .from(complaint.reportingMta())
                .feedback(type)
                .vouchedForBy(reporter);
        Event event = events.append(new Occurrence.Complaint(facts(send), facts));
        boolean optOut = type.equals("opt-out");
        settlement.suppress(new SuppressionWrite.Add(entry(
                send,
                optOut ? new SuppressionScope.OfStream(send.tenant(), send.stream()) : complaintScope(send),
                optOut ? SuppressionReason.UNSUBSCRIBE : SuppressionReason.COMPLAINT,
                "complaint",
                event)));
    }

    private SuppressionScope complaintScope(VerifiedSend send) {
        return settings.complaintsForAll()
                ? new SuppressionScope.Global()
                : new SuppressionScope.OfTenant(send.tenant());
    }

    private Suppression entry(
            VerifiedSend send, SuppressionScope scope, SuppressionReason reason, String source, Event evidence) {
        return new Suppression(
                send.recipient().toString(), scope, reason, source, evidence.id(), source, clock.instant(), null);
    }

    private void returned(ReturnedMail mail, @Nullable VerifiedSend send, ParsedReport report) {
        ReportFacts facts =
                ReportFacts.of(report.kind()).from(report.reportingMta()).feedback(report.feedbackType());
        events.append(new Occurrence.Returned(facts(mail, send), facts));
    }

    private MailFacts facts(VerifiedSend send) {
        return send.facts()
                .by(plans.current().streams().get(send.stream()))
                .at(sites.of(send.recipient().domain()));
    }

    private MailFacts facts(ReturnedMail mail, @Nullable VerifiedSend send) {
        return send != null
                ? facts(send)
                : MailFacts.about(mail.id()).from(mail.sender()).to(mail.recipient());
    }
}
