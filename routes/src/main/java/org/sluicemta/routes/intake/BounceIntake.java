package org.sluicemta.routes.intake;

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
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.routes.lane.Sites;
import org.sluicemta.routes.outcome.Settlement;
import org.sluicemta.routes.outcome.SuppressionWrite;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/**
 * Says what follows from a message that came back. Only what a token of ours vouches for has any consequence, and only for
 * the recipient that the token stands for, whatever addresses the report names.
 */
public final class BounceIntake {
    private final BounceProcessor processor;
    private final Joined.Finder finder;
    private final Replays replays;
    private final ResponseTable responses;
    private final Sites sites;
    private final EventLog events;
    private final InstantSource clock;

    @Inject
    BounceIntake(
            BounceProcessor processor,
            Joined.Finder finder,
            Replays replays,
            ResponseTable responses,
            Sites sites,
            EventLog events,
            InstantSource clock) {
        this.processor = processor;
        this.finder = finder;
        this.replays = replays;
        this.responses = responses;
        this.sites = sites;
        this.events = events;
        this.clock = clock;
    }

    /** @throws IOException when the content cannot be read; what cannot be understood is a report of nothing */
    Settlement take(ReturnedMail mail) throws IOException {
        Settlement settlement = new Settlement();
        ParsedReport report = parse(mail);
        Optional<Joined> joined = finder.find(mail, report);
        if (joined.isEmpty() || !replays.isNew(joined.get(), report.kind())) {
            returned(mail, joined.orElse(null), report);
            return settlement;
        }
        switch (report) {
            case ParsedReport.Bounce bounce -> bounced(joined.get(), bounce, settlement);
            case ParsedReport.Complaint complaint -> complained(mail, joined.get(), complaint, settlement);
            case ParsedReport.Delay delay -> returned(mail, joined.get(), delay);
            case ParsedReport.Delivered delivered -> returned(mail, joined.get(), delivered);
            case ParsedReport.AutoReply reply -> returned(mail, joined.get(), reply);
            case ParsedReport.NotAReport none -> returned(mail, joined.get(), none);
        }
        return settlement;
    }

    private ParsedReport parse(ReturnedMail mail) throws IOException {
        try (InputStream in = mail.content().open()) {
            return processor.parse(in);
        } catch (RuntimeException e) {
            ReportFacts facts = new ReportFacts("unreadable", null, null, e.getMessage(), null, null, false);
            events.append(EventType.RETURNED, facts(mail, null), null, null, facts);
            throw e;
        }
    }

    private void bounced(Joined joined, ParsedReport.Bounce bounce, Settlement settlement) {
        ReportedRecipient about = about(joined, bounce.recipients());
        Classification classification = classify(joined, about);
        boolean permanent = about != null && about.severity() == Severity.PERMANENT && classification.permanent();
        boolean counts = classification.blame() == Blame.RECIPIENT && classification.suppressAfter() > 0;
        boolean atOnce = counts && permanent && classification.suppressAfter() == 1;
        ReportFacts facts = new ReportFacts(
                bounce.kind(),
                classification.responseClass(),
                about == null ? null : about.status(),
                about == null ? null : about.diagnostic(),
                bounce.reportingMta(),
                null,
                atOnce);
        Event event = events.append(EventType.REMOTE_BOUNCE, facts(joined), null, null, facts);
        if (atOnce) {
            settlement.suppress(add(
                    joined,
                    new SuppressionScope.OfTenant(joined.tenant()),
                    SuppressionReason.HARD_BOUNCE,
                    "bounce",
                    event));
        } else if (counts && classification.suppressAfter() > 1) {
            settlement.suppress(new SuppressionWrite.SoftFailure(
                    joined.recipient(), joined.tenant(), joined.stream(), classification.suppressAfter(), event.id()));
        }
    }

    /** The report's words about the recipient the token stands for; a forwarding server may name another address. */
    private static @Nullable ReportedRecipient about(Joined joined, List<ReportedRecipient> recipients) {
        return recipients.stream()
                .filter(reported ->
                        reported.address().equalsIgnoreCase(joined.recipient().toString()))
                .findFirst()
                .orElse(recipients.isEmpty() ? null : recipients.getFirst());
    }

    private Classification classify(Joined joined, @Nullable ReportedRecipient about) {
        Integer code = about == null ? null : about.smtpCode();
        String diagnostic = about == null ? null : about.diagnostic();
        return responses.classify(new Answer(
                sites.of(joined.recipient().domain()),
                Phase.REPORT,
                code == null ? 0 : code,
                about == null ? null : about.status(),
                diagnostic == null ? "" : diagnostic));
    }

    /** Most kinds of complaint are the recipient's; these two say something else. */
    private void complained(ReturnedMail mail, Joined joined, ParsedReport.Complaint complaint, Settlement settlement) {
        String type = complaint.feedbackType();
        if (type.equals("not-spam") || type.equals("auth-failure")) { // RFC 5965 section 7.3, RFC 6591
            returned(mail, joined, complaint);
            return;
        }
        ReportFacts facts = new ReportFacts(complaint.kind(), null, null, null, complaint.reportingMta(), type, true);
        Event event = events.append(EventType.COMPLAINT, facts(joined), null, null, facts);
        boolean optOut = type.equals("opt-out");
        settlement.suppress(add(
                joined,
                optOut
                        ? new SuppressionScope.OfStream(joined.tenant(), joined.stream())
                        : new SuppressionScope.OfTenant(joined.tenant()),
                optOut ? SuppressionReason.UNSUBSCRIBE : SuppressionReason.COMPLAINT,
                "complaint",
                event));
    }

    private SuppressionWrite add(
            Joined joined, SuppressionScope scope, SuppressionReason reason, String source, Event evidence) {
        return new SuppressionWrite.Add(new Suppression(
                joined.recipient().toString(), scope, reason, source, evidence.id(), source, clock.instant(), null));
    }

    private void returned(ReturnedMail mail, @Nullable Joined joined, ParsedReport report) {
        ReportFacts facts =
                new ReportFacts(report.kind(), null, null, null, report.reportingMta(), report.feedbackType(), false);
        events.append(EventType.RETURNED, facts(mail, joined), null, null, facts);
    }

    private static MailFacts facts(Joined joined) {
        return new MailFacts(
                joined.id(),
                joined.tenant(),
                joined.stream(),
                null,
                joined.source(),
                null,
                null,
                null,
                joined.recipient());
    }

    private static MailFacts facts(ReturnedMail mail, @Nullable Joined joined) {
        EmailAddress sender = mail.sender();
        return joined != null
                ? facts(joined)
                : new MailFacts(mail.id(), null, null, null, null, null, null, sender, mail.recipient());
    }
}
