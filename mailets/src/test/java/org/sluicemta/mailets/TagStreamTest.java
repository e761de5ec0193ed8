package org.sluicemta.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.ServerCaps;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.handoff.ChainRefusal;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.stream.StreamId;

class TagStreamTest {
    private static final String PLAIN = "From: a@acme.example\r\n\r\nHello\r\n";

    private Set<StreamId> closed = Set.of();

    @Test
    void fallsBackToTheTenantsDefault() throws Exception {
        assertThat(tag("acme", PLAIN)).contains("transactional");
    }

    @Test
    void followsTheHeaderAndTakesItOff() throws Exception {
        Mail mail = mail("acme", "X-Sluice-Stream: marketing\r\n" + PLAIN);

        assertThat(tag(mail)).contains("marketing");
        assertThat(mail.getMessage().getHeader("X-Sluice-Stream")).isNull();
    }

    @Test
    void followsTheListenerBeforeTheHeader() throws Exception {
        Mail mail = mail("acme", "X-Sluice-Stream: transactional\r\n" + PLAIN);
        TestMail.set(mail, MailAttributeNames.LISTENER_STREAM, "marketing");

        assertThat(tag(mail)).contains("marketing");
    }

    @Test
    void refusesAStreamThatIsNotOpenToTheTenantOrDoesNotExist() {
        for (String stream : new String[] {"marketing", "nosuch", "No Such"}) {
            assertThatThrownBy(() -> tag("umbrella", "X-Sluice-Stream: " + stream + "\r\n" + PLAIN))
                    .isInstanceOf(ChainRefusal.class);
        }
    }

    @Test
    void letsNoStrangerChooseTheStream() throws Exception {
        Mail mail = mail("relayed", "X-Sluice-Stream: marketing\r\nPrecedence: bulk\r\n" + PLAIN);
        TestMail.set(mail, MailAttributeNames.LISTENER_STREAM, "marketing");

        assertThat(tag(mail, "bulkStream", "marketing")).contains("transactional");
        assertThat(mail.getMessage().getHeader("X-Sluice-Stream")).isNull();
        assertThat(tag("relayed", PLAIN, "relayedStream", "marketing")).contains("marketing");
    }

    /** The house lists no streams: closed ones are not meant for it. */
    @Test
    void keepsAClosedStreamToThoseWhoNameIt() throws Exception {
        String asked = "X-Sluice-Stream: marketing\r\n" + PLAIN;
        closed = Set.of(Directory.MARKETING);

        assertThat(tag("acme", asked)).contains("marketing");
        assertThatThrownBy(() -> tag("house", asked)).isInstanceOf(ChainRefusal.class);
        assertThat(tag("house", "Precedence: bulk\r\n" + PLAIN, "bulkStream", "marketing"))
                .contains("transactional");
        closed = Set.of(Directory.TRANSACTIONAL);
        assertThat(tag("house", PLAIN)).contains("transactional");
        assertThat(tag("house", asked)).contains("marketing");
    }

    @Test
    void takesSignsOfBulkForAHintOnly() throws Exception {
        String listed = "List-Unsubscribe: <mailto:u@acme.example>\r\n" + PLAIN;
        String bulk = "Precedence: Bulk\r\n" + PLAIN;

        assertThat(tag("acme", listed, "bulkStream", "marketing")).contains("marketing");
        assertThat(tag("acme", bulk, "bulkStream", "marketing")).contains("marketing");
        assertThat(tag("acme", PLAIN, "bulkStream", "marketing")).contains("transactional");
        assertThat(tag("acme", bulk)).contains("transactional");
        assertThat(tag("umbrella", bulk, "bulkStream", "marketing")).contains("transactional");
    }

    @Test
    void namesABulkStreamThatDoesNotExist() {
        assertThatThrownBy(() -> tag("acme", PLAIN, "bulkStream", "marketting"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContainingAll("marketting", "egress.xml");
    }

    private Optional<String> tag(String tenant, String text, String... parameters) throws Exception {
        return tag(mail(tenant, text), parameters);
    }

    private Optional<String> tag(Mail mail, String... parameters) throws Exception {
        Parameters.init(new TagStream(new Directory(), plans()), parameters).service(mail);
        return new ChainMail(mail).findStream().map(Object::toString);
    }

    private static Mail mail(String tenant, String text) throws Exception {
        return TestMail.set(TestMail.of(text, "a@acme.example", "b@example.net"), MailAttributeNames.TENANT, tenant);
    }

    private EgressPlans plans() {
        PoolId pool = new PoolId("main");
        EgressSource source = new EgressSource(new SourceId("one"), null, "mail.example", 1);
        RetrySchedule schedule =
                new RetrySchedule(EgressPlan.DEFAULT_SCHEDULE, List.of(Duration.ofMinutes(5)), Duration.ofDays(3));
        return new EgressPlans(new EgressPlan(
                Map.of(pool, new EgressPool(pool, List.of(source))),
                Map.of(Directory.TRANSACTIONAL, pool, Directory.MARKETING, pool),
                Map.of(),
                closed,
                Map.of(),
                new EgressSite(new SiteId("other"), List.of(), List.of(), SiteLimits.DEFAULTS, TlsPolicy.OPPORTUNISTIC),
                200,
                Map.of(),
                null,
                25,
                Map.of(EgressPlan.DEFAULT_SCHEDULE, schedule),
                1000,
                Duration.ofMinutes(1),
                ConnectionLimits.DEFAULTS,
                ServerCaps.NONE,
                EgressNetworks.ofPort(25)));
    }
}
