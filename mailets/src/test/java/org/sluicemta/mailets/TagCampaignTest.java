package org.sluicemta.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import javax.mail.MessagingException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.handoff.ChainRefusal;
import org.sluicemta.mail.MailAttributeNames;

class TagCampaignTest {
    private static final String PLAIN = "From: a@acme.example\r\n\r\nHello\r\n";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void takesTheHeaderOff() throws Exception {
        Mail mail = mail("acme", "X-Sluice-Campaign: Spring Sale\r\n" + PLAIN);

        assertThat(tag(mail)).isEqualTo(new Campaign(new CampaignId("Spring-Sale")));
        assertThat(mail.getMessage().getHeader("X-Sluice-Campaign")).isNull();
    }

    @Test
    void keepsAHeaderOfTheSendersOwn() throws Exception {
        Mail mail = mail("acme", "X-Campaign: spring\r\n" + PLAIN);

        assertThat(tag(mail, "header", "X-Campaign", "keep", "true")).isEqualTo(new Campaign(new CampaignId("spring")));
        assertThat(mail.getMessage().getHeader("X-Campaign")).containsExactly("spring");
    }

    @Test
    void leavesOtherMailAlone() throws Exception {
        assertThat(tag(mail("acme", PLAIN))).isNull();
    }

    @Test
    void letsNoStrangerNameACampaign() throws Exception {
        Mail mail = mail("relayed", "X-Sluice-Campaign: spring\r\nX-Sluice-Deliver-Until: tomorrow\r\n" + PLAIN);

        assertThat(tag(mail)).isNull();
        assertThat(mail.getMessage().getHeader("X-Sluice-Campaign")).isNull();
        assertThat(mail.getMessage().getHeader("X-Sluice-Deliver-Until")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T18:00:00+01:00, 2026-11-22T17:00:00Z",
        "2026-11-22t17:00:00.5z, 2026-11-22T17:00:00.5Z",
        "2026-11-22 17:00:00Z, 2026-11-22T17:00:00Z",
        "'Sun, 22 Nov 2026 18:00:00 +0100 (CET)', 2026-11-22T17:00:00Z",
        "22 Nov 2026 17:00:00 GMT, 2026-11-22T17:00:00Z",
        "2026-11-22T11:00:00Z, 2026-11-22T11:00:00Z",
    })
    void readsUntilWhenItIsToBeDelivered(String written, Instant until) throws Exception {
        assertThat(tag(mail("acme", until(written)))).isEqualTo(new Campaign(new CampaignId("spring"), until));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18:00", "tomorrow", "2026-11-22", "2026-11-22T18:00:00", "2026-13-40T00:00:00Z", ""})
    void refusesWhatIsNoTime(String written) {
        assertThatThrownBy(() -> tag(mail("acme", until(written))))
                .isInstanceOf(ChainRefusal.class)
                .hasMessageContaining("X-Sluice-Deliver-Until must be a time");
    }

    @Test
    void refusesATimeByWhichTheMailWouldHaveExpired() {
        assertThatThrownBy(() -> tag(mail("acme", until("2026-11-25T12:00:01Z"))))
                .isInstanceOf(ChainRefusal.class)
                .hasMessageContaining("kept for 72 hours");
    }

    @Test
    void refusesATimeOfNoCampaign() {
        assertThatThrownBy(() -> tag(mail("acme", "X-Sluice-Deliver-Until: 2026-11-22T18:00:00Z\r\n" + PLAIN)))
                .isInstanceOf(ChainRefusal.class)
                .hasMessageContaining("needs X-Sluice-Campaign");
    }

    @Test
    void refusesANameWithoutLettersAndTwoDifferentNames() {
        assertThatThrownBy(() -> tag(mail("acme", "X-Sluice-Campaign: ***\r\n" + PLAIN)))
                .isInstanceOf(ChainRefusal.class);
        assertThatThrownBy(() -> tag(mail("acme", "X-Sluice-Campaign: a\r\nX-Sluice-Campaign: b\r\n" + PLAIN)))
                .isInstanceOf(ChainRefusal.class);
    }

    @Test
    void refusesWhatIsNoHeader() {
        assertThatThrownBy(() -> tag(mail("acme", PLAIN), "header", "X Campaign"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("X Campaign");
    }

    private static String until(String written) {
        return "X-Sluice-Campaign: spring\r\nX-Sluice-Deliver-Until: " + written + "\r\n" + PLAIN;
    }

    private static @Nullable Campaign tag(Mail mail, String... parameters) throws Exception {
        Parameters.init(new TagCampaign(TestPlans.threeDays()), parameters).service(mail);
        return new ChainMail(mail).campaign();
    }

    private static Mail mail(String tenant, String text) throws Exception {
        Mail mail = TestMail.of(text, "a@acme.example", "b@example.net");
        TestMail.set(mail, MailAttributeNames.TENANT, tenant);
        TestMail.set(mail, MailAttributeNames.STREAM, "marketing");
        mail.setAttribute(
                new Attribute(AttributeName.of(MailAttributeNames.RECEIVED_AT), AttributeValue.of(NOW.toEpochMilli())));
        return mail;
    }
}
