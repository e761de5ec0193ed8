package org.sluicemta.mailets;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.handoff.ChainRefusal;

/**
 * Sets the campaign of the mail from a header. Letters, digits and underscores of its value make the name; whatever is
 * between them becomes one hyphen, and a name ends after 64 characters: {@code Spring Sale 2026/03} is {@code
 * Spring-Sale-2026-03}. A value without any of these is refused with 5.6.0. A second header may say until when the
 * campaign is to be delivered, and its mail is spread over that time. It takes the forms of RFC 3339 ({@code
 * 2026-11-22T18:00:00+01:00}) and RFC 5322 ({@code Sun, 22 Nov 2026 18:00:00 +0100}). It is refused with 5.6.0 if it is
 * written otherwise, stands without a campaign, or is later than mail of the stream is kept for. Must come after
 * TagStream. Strangers' relayed mail belongs to no campaign.
 *
 * <p>Both headers are removed from every message, unless they are kept.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>header</td><td>name of the campaign header</td><td>X-Sluice-Campaign</td></tr>
 * <tr><td>untilHeader</td><td>name of the header with the time</td><td>X-Sluice-Deliver-Until</td></tr>
 * <tr><td>keep</td><td>{@code true} leaves the campaign header in the message, such as one of your own that recipients
 * may see</td><td>false</td></tr>
 * </table>
 *
 * <pre>{@code
 * <mailet match="All" class="TagCampaign">
 *   <header>X-Campaign</header>
 *   <keep>true</keep>
 * </mailet>
 * }</pre>
 */
public final class TagCampaign extends GenericMailet {
    private final EgressPlans plans;
    private OurHeader header = new OurHeader("X-Sluice-Campaign");
    private OurHeader untilHeader = new OurHeader("X-Sluice-Deliver-Until");
    private boolean keep;

    @Inject
    public TagCampaign(EgressPlans plans) {
        this.plans = plans;
    }

    @Override
    public void init() throws MessagingException {
        MailetParameters parameters = new MailetParameters(getMailetConfig());
        header = parameters
                .value("header", OurHeader::new, "a header field name")
                .orElse(header);
        untilHeader = parameters
                .value("untilHeader", OurHeader::new, "a header field name")
                .orElse(untilHeader);
        keep = parameters.flag("keep", false);
        parameters.check();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MimeMessage message = mail.getMessage();
        ChainMail chainMail = new ChainMail(mail);
        if (chainMail.isRelayed()) {
            untilHeader.ignore(message);
            if (!keep) {
                header.ignore(message);
            }
            return;
        }
        Optional<CampaignId> named = (keep ? header.read(message) : header.take(message)).map(this::name);
        Optional<Instant> until = untilHeader.take(message).map(this::time);
        if (named.isEmpty() && until.isPresent()) {
            throw new ChainRefusal("5.6.0", untilHeader.name() + " needs " + header.name() + " as well");
        }
        if (named.isPresent()) {
            chainMail.tag(new Campaign(named.get(), checked(until.orElse(null), chainMail)));
        }
    }

    private CampaignId name(String value) {
        return CampaignId.from(value)
                .orElseThrow(() -> new ChainRefusal(
                        "5.6.0", header.name() + " must have letters or digits, such as spring-sale-26"));
    }

    private Instant time(String value) {
        return HeaderTime.parse(value)
                .orElseThrow(() -> new ChainRefusal(
                        "5.6.0", untilHeader.name() + " must be a time such as 2026-11-22T18:00:00+01:00"));
    }

    /** Mail that would have to wait for longer than it is kept would expire without an attempt. */
    private @Nullable Instant checked(@Nullable Instant until, ChainMail mail) {
        Duration kept = plans.current().expireAfter(mail.stream(), EgressPlan.DEFAULT_SCHEDULE);
        if (until != null && until.isAfter(mail.receivedAt().plus(kept))) {
            throw new ChainRefusal(
                    "5.6.0",
                    untilHeader.name() + " is too late: mail of stream " + mail.stream() + " is kept for "
                            + kept.toHours() + " hours");
        }
        return until;
    }
}
