package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ReloadResult.Refused;
import org.sluicemta.conf.ReloadResult.Reloaded;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.phrase.CurrentPhraseBook;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.response.CurrentResponseTable;
import org.sluicemta.tenant.TenantConflict;
import org.sluicemta.tenant.TenantConflictException;
import org.sluicemta.tenant.TenantId;

class ConfigurationCheckTest {
    @TempDir
    Path conf;

    private final ConfigurationLoader loader = new ConfigurationLoader(ChainClassCheck.NONE);

    @BeforeEach
    void copyShippedFiles() throws Exception {
        ShippedConfiguration.copyTo(conf);
    }

    private void edit(String file, String from, String to) throws Exception {
        String text = Files.readString(conf.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(conf.resolve(file), text.replace(from, to));
    }

    private List<String> problems() {
        return new ConfigurationCheck(ServerParts.NONE)
                .check(conf, conf, Map.of()).problems().stream()
                        .map(Object::toString)
                        .toList();
    }

    private List<String> warnings() {
        return warnings("2026-12-01");
    }

    private List<String> warnings(String day) {
        InstantSource clock = InstantSource.fixed(Instant.parse(day + "T12:00:00Z"));
        return new ConfigurationCheck(ServerParts.NONE, clock)
                .check(conf, conf, Map.of()).warnings().stream()
                        .map(Object::toString)
                        .toList();
    }

    @Test
    void findsNothingWrongWithTheShippedFiles() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void warnsOfSitesThatNobodyHasReviewedForAYear() throws Exception {
        edit("egress.xml", "<site name=\"apple\" reviewed=\"2026-11-01\">", "<site name=\"apple\">");
        edit(
                "egress.xml",
                "<site name=\"yahoo\" reviewed=\"2026-11-01\">",
                "<site name=\"yahoo\" reviewed=\"2027-11-01\">");

        assertThat(warnings("2027-11-01")).noneMatch(line -> line.contains("reviewed"));
        assertThat(warnings("2027-11-02"))
                .anyMatch(line -> line.matches(
                        "egress.xml:\\d+: site gmail: its settings were last reviewed on 2026-11-01\\. .*"))
                .noneMatch(line -> line.contains("site apple") || line.contains("site yahoo"));
        assertThat(warnings("2027-10-31"))
                .anyMatch(line -> line.contains("site yahoo: reviewed is in the future, got \"2027-11-01\""));
    }

    @Test
    void namesRulesThatEarlierOnesMakeDead() throws Exception {
        edit("responses.xml", "  </rules>", """
            <rule id="late" class="mailbox-full">
              <text>user unknown</text>
              <example code="550">user unknown</example>
            </rule>
            <rule id="untried" class="virus"><text>never seen</text></rule>
            <rule id="off" class="virus"><text>green words</text><example>zzz</example></rule>
            </rules>\
            """);

        assertThat(problems())
                .anyMatch(line -> line.matches(
                        "responses.xml:\\d+: rule late: example .* is decided by rule unknown-recipient before"
                                + " it, as unknown-recipient\\..*"))
                .anyMatch(line -> line.contains("rule late: decides none of its own examples"))
                .anyMatch(line -> line.contains("rule untried: has no example. Add an <example>"))
                .anyMatch(line -> line.contains("rule off: example \"zzz\" does not fit the rule"))
                .hasSize(4);
    }

    @Test
    void namesExamplesThatNoPhraseIsFor() throws Exception {
        edit("phrases.xml", "<example>Delivery failed for", "<example>Nothing is wrong for");
        edit("phrases.xml", "<text>shipment</text>", "<text>mailbox</text>");
        edit(
                "phrases.xml",
                "      <example>client host rejected</example>",
                "      <counter-example>the client</counter-example>");

        assertThat(problems())
                .anyMatch(line -> line.matches("phrases.xml:\\d+: family failed-lead: example \"Nothing is wrong for"
                        + " u@example.org\" holds none of its phrases. Correct the example, or add the phrase"))
                .anyMatch(line -> line.matches("phrases.xml:\\d+: family goods: counter-example \"The mailbox of"
                        + " u@example.org is full\" holds \\[\"mailbox\"\\]. Narrow the phrase.*"))
                .anyMatch(line ->
                        line.matches("phrases.xml:\\d+: family party-client: counter-example \"the client\" .*"))
                .hasSize(3);
    }

    @Test
    void namesExamplesThatAreNotByTheirMailer() throws Exception {
        edit("phrases.xml", "<example>The message that you sent was undeliverable", "<example>Nothing wrong");
        edit(
                "phrases.xml",
                "<counter-example>This is the mail system of",
                "<counter-example>This is the mail system at host of");
        edit(
                "phrases.xml",
                "<known>running the courier mail server",
                "<known>these words are like smail's</known><known>running the courier mail server");
        edit("phrases.xml", "<example>|---", "<example>These words are like smail's |---");

        assertThat(problems())
                .anyMatch(line ->
                        line.matches("phrases.xml:\\d+: mailer groupwise: example \"nothing wrong .*…\" has none"
                                + " of the words it is known by. Correct the example, or add a <known>"))
                .anyMatch(line -> line.matches("phrases.xml:\\d+: mailer postfix: counter-example .* has words it is"
                        + " known by. Narrow the <known>, or take the counter-example out"))
                .anyMatch(line ->
                        line.matches("phrases.xml:\\d+: mailer smail: example .* is recognised as courier, which"
                                + " comes first. Move smail up, or narrow the other's <known>"))
                .hasSize(3);
    }

    @Test
    void wantsAnExampleOfEveryFamily() throws Exception {
        String text = Files.readString(conf.resolve("phrases.xml"));
        Files.writeString(
                conf.resolve("phrases.xml"),
                text.replaceAll("(?s)(<family name=\"given-up\">.*?)<example>.*?</family>", "$1</family>"));

        assertThat(problems()).singleElement().asString().contains("family given-up: has no example. Add an <example>");
    }

    @Test
    void namesAddressesThatThisHostDoesNotHave() throws Exception {
        edit("egress.xml", "${env:SLUICE_MARKETING_IP:-}", "192.0.2.77");

        assertThat(problems())
                .singleElement()
                .asString()
                .matches("egress.xml:\\d+: pool marketing, source mkt-1: address must be one of this host, got"
                        + " \"192.0.2.77\".*");
    }

    @Test
    void warnsOfAnAddressThatItsPoolCanDoWithout() throws Exception {
        edit(
                "egress.xml",
                "<source name=\"mkt-1\"",
                "<source name=\"gone\" address=\"192.0.2.77\" ehlo=\"x.example\"/><source name=\"mkt-1\"");

        assertThat(problems()).isEmpty();
        assertThat(warnings())
                .anyMatch(
                        line -> line.matches("egress.xml:\\d+: pool marketing, source gone: address must be one of this"
                                + " host, got \"192.0.2.77\"; the source is left out.*"));
    }

    @Test
    void explainsWhatIsInForceWithDefaults() throws Exception {
        assertThat(new ConfigurationExplain(loader)
                        .settings(conf, conf, Map.of("SLUICE_HTTP_PORT", "0")).stream()
                                .map(setting -> setting.file() + " " + setting))
                .contains(
                        "sluice.xml http/@port = 0",
                        "sluice.xml broker/@address-memory = 4MiB",
                        "egress.xml sites/site[gmail]/limits/@end-of-data-timeout = 10m  (default)")
                .noneMatch(line -> line.contains("rules/rule"));
    }

    private LiveRoutes routes = LiveRoutes.NONE;
    private CurrentPhraseBook phrases = new CurrentPhraseBook(new PhraseBook(Map.of()));

    private ReloadableConfiguration reloadable(EgressPlans plans, List<List<ConfiguredTenant>> tenants)
            throws Exception {
        ServerConfiguration first = loader.load(conf, conf, Map.of());
        phrases = new CurrentPhraseBook(first.phrases());
        return new ReloadableConfiguration(
                ServerParts.NONE,
                conf,
                conf,
                Map.of(),
                first,
                plans,
                new CurrentResponseTable(first.responses()),
                phrases,
                tenants::add,
                routes);
    }

    @Test
    void reloadsWhatMayChangeAndNamesWhatNeedsARestart() throws Exception {
        EgressPlans plans = new EgressPlans(loader.load(conf, conf, Map.of()).egress());
        List<List<ConfiguredTenant>> tenants = new ArrayList<>();
        ReloadableConfiguration reloadable = reloadable(plans, tenants);
        edit("egress.xml", "own-lane-threshold=\"500\"", "own-lane-threshold=\"7\"");
        edit("sluice.xml", "timeout=\"5s\"", "timeout=\"6s\"");

        List<String> settings = List.of("sluice.xml: dns/@timeout = 6s, in force is 5s");
        assertThat(reloadable.reload()).isEqualTo(new Reloaded(List.of("egress.xml"), List.of("sluice.xml"), settings));
        assertThat(plans.current().ownLaneThreshold()).isEqualTo(7);
        assertThat(tenants).hasSize(1);
        assertThat(reloadable.reload()).isEqualTo(new Reloaded(List.of(), List.of("sluice.xml"), settings));
    }

    @Test
    void refusesWhatFitsTheNewServerFileOnly() throws Exception {
        EgressPlans plans = new EgressPlans(loader.load(conf, conf, Map.of()).egress());
        List<List<ConfiguredTenant>> tenants = new ArrayList<>();
        ReloadableConfiguration reloadable = reloadable(plans, tenants);
        edit("sluice.xml", "platform-tenant=\"platform\"", "platform-tenant=\"house\"");
        edit("tenants.xml", "<tenant name=\"platform\"", "<tenant name=\"house\"");

        assertThat(reloadable.reload())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .containsPattern(
                                        "sluice\\.xml:\\d+ in force: platform-tenant must be a tenant of tenants.xml, got"
                                                + " \"platform\"")
                                .contains("restart the server"));
        assertThat(tenants).isEmpty();
    }

    @Test
    void badFileLeavesTheOldInForce() throws Exception {
        EgressPlan before = loader.load(conf, conf, Map.of()).egress();
        EgressPlans plans = new EgressPlans(before);
        List<List<ConfiguredTenant>> tenants = new ArrayList<>();
        ReloadableConfiguration reloadable = reloadable(plans, tenants);
        edit("egress.xml", "own-lane-threshold=\"500\"", "own-lane-threshold=\"none\"");

        assertThat(reloadable.reload())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problems()).hasSize(1));
        assertThat(plans.current()).isSameAs(before);
        assertThat(tenants).isEmpty();
    }

    @Test
    void phrasesAreReplacedOnlyByThoseThatAreRight() throws Exception {
        ReloadableConfiguration reloadable =
                reloadable(new EgressPlans(loader.load(conf, conf, Map.of()).egress()), new ArrayList<>());
        PhraseBook before = phrases.get();
        edit("phrases.xml", "<text>undeliverable</text>", "<text>x</text>");

        assertThat(reloadable.reload())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .matches(
                                        "phrases.xml:\\d+: family failed: <text> must be two characters or more, got \"x\".*"));
        assertThat(phrases.get()).isSameAs(before);

        edit("phrases.xml", "<text>x</text>", "<text>went astray</text>");
        assertThat(reloadable.reload()).isEqualTo(new Reloaded(List.of("phrases.xml"), List.of(), List.of()));
        assertThat(phrases.get().phrases(PhraseFamily.FAILED).in("it went astray"))
                .isTrue();
    }

    @Test
    void tenantsThatAreRefusedLeaveTheOldPlanInForce() throws Exception {
        ServerConfiguration first = loader.load(conf, conf, Map.of());
        EgressPlans plans = new EgressPlans(first.egress());
        ReloadableConfiguration reloadable = new ReloadableConfiguration(
                ServerParts.NONE,
                conf,
                conf,
                Map.of(),
                first,
                plans,
                new CurrentResponseTable(first.responses()),
                new CurrentPhraseBook(first.phrases()),
                tenants -> {
                    throw new TenantConflictException(List.of(new TenantConflict(
                            List.of(new TenantId("platform")), "domain acme.example belongs to two")));
                },
                LiveRoutes.NONE);

        assertThat(reloadable.reload())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problems().get(0).toString())
                                .matches(
                                        "tenants\\.xml:\\d+: domain acme.example belongs to two. Nothing was changed"));
        assertThat(plans.current()).isSameAs(first.egress());
    }

    @Test
    void reloadsRoutesAfterThePlanThatTheyName() throws Exception {
        EgressPlans plans = new EgressPlans(loader.load(conf, conf, Map.of()).egress());
        List<String> steps = new ArrayList<>();
        routes = plan -> prepared(
                steps, () -> steps.add("in force with " + plans.current().ownLaneThreshold()));
        ReloadableConfiguration reloadable = reloadable(plans, new ArrayList<>());
        edit("egress.xml", "own-lane-threshold=\"500\"", "own-lane-threshold=\"7\"");
        reloadable.reload();
        assertThat(steps).as("no route file has changed").isEmpty();

        edit("egress.xml", "own-lane-threshold=\"7\"", "own-lane-threshold=\"8\"");
        edit("routes/split.xml", "id=\"split\"", "id=\"mine\"");
        Files.writeString(conf.resolve("routes/own.xml"), "<routes/>");
        assertThat(reloadable.reload())
                .isEqualTo(new Reloaded(
                        List.of("egress.xml", "routes/own.xml", "routes/split.xml"), List.of(), List.of()));
        assertThat(steps).containsExactly("in force with 8", "closed");

        assertThat(reloadable.reload()).isEqualTo(new Reloaded(List.of(), List.of(), List.of()));
    }

    @Test
    void routesThatCannotStartLeaveEverythingAsItWas() throws Exception {
        EgressPlans plans = new EgressPlans(loader.load(conf, conf, Map.of()).egress());
        Problem taken = new Problem("routes/", "the port is taken", "Choose another");
        routes = plan -> prepared(new ArrayList<>(), () -> {
            throw new ConfigurationException(List.of(taken));
        });
        ReloadableConfiguration reloadable = reloadable(plans, new ArrayList<>());
        edit("egress.xml", "own-lane-threshold=\"500\"", "own-lane-threshold=\"7\"");
        edit("routes/split.xml", "id=\"split\"", "id=\"mine\"");

        assertThat(reloadable.reload()).isEqualTo(new Refused(List.of(taken)));
        assertThat(plans.current().ownLaneThreshold()).isEqualTo(500);
        assertThat(reloadable.reload()).as("it is tried again").isEqualTo(new Refused(List.of(taken)));
    }

    private interface TakingOver {
        void run() throws ConfigurationException;
    }

    private static LiveRoutes.Prepared prepared(List<String> steps, TakingOver takeOver) {
        return new LiveRoutes.Prepared() {
            @Override
            public void takeOver() throws ConfigurationException {
                takeOver.run();
            }

            @Override
            public void close() {
                steps.add("closed");
            }
        };
    }
}
