package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluicemta.routes.RoutesFixture.MARKETING;
import static org.sluicemta.routes.RoutesFixture.TRANSACTIONAL;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.MessageId;
import org.sluicemta.testing.event.Waiting;

/** What the route of accepted mail decides, and what comes of it. */
class SplitRouteIT {
    @TempDir
    Path home;

    private RoutesFixture routes;

    @BeforeEach
    void make() {
        routes = new RoutesFixture(home);
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void placesMailByTheStreamWhereTheRouteNamesNoPool() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>").start();

        routes.send(MARKETING, "a@one.test");
        assertThat(routes.placing.last().where()).containsExactly("marketing: a@one.test");
        routes.send(TRANSACTIONAL, "a@one.test");
        assertThat(routes.placing.last().where()).containsExactly("transactional: a@one.test");
    }

    @Test
    void choosesByHeadersAndByFieldsOfTheMessage() throws Exception {
        routes.split("""
                <choice>
                  <when><simple>${header.SluiceTenant} == 'beta'</simple><to uri="sluice:pool?name=old"/></when>
                  <when><simple>${header.X-Campaign} == 'spring' &amp;&amp; ${header.Subject} == 'Spring sale'</simple>
                    <to uri="sluice:pool?name=marketing"/></when>
                  <otherwise><to uri="sluice:pool?name=transactional"/></otherwise>
                </choice>""").start();

        routes.send(routes.envelope("beta", MARKETING, "a@one.test"));
        assertThat(routes.placing.last().where()).containsExactly("old: a@one.test");
        routes.send(TRANSACTIONAL, "a@one.test");
        assertThat(routes.placing.last().where()).containsExactly("marketing: a@one.test");
    }

    @Test
    void showsARouteOneDomainAtATimeAndCommitsAllAtOnce() throws Exception {
        routes.split("""
                <choice>
                  <when><simple>${header.SluiceDomain} == 'gmail.test' &amp;&amp; ${header.SluiceSite} == 'gmail'</simple>
                    <to uri="sluice:pool?name=old"/></when>
                  <otherwise><to uri="sluice:pool"/></otherwise>
                </choice>""").start();

        MessageId id = routes.send(MARKETING, "a@gmail.test", "b@one.test", "c@gmail.test", "d@two.test");

        assertThat(routes.placing.commits).singleElement().satisfies(commit -> {
            assertThat(commit.where())
                    .containsExactly("old: a@gmail.test c@gmail.test", "marketing: b@one.test d@two.test");
            assertThat(commit.placed()).extracting(each -> each.envelope().id()).containsOnly(id);
        });
    }

    @Test
    void splitsAWholeMessageAndGivesEachPartItsHeaders() throws Exception {
        routes.file("split.xml", """
                <route id="split"><from uri="sluice:accepted?each=message&amp;fields=Comments"/>
                  <filter><simple>${header.SluiceDomain} != null || ${header.Comments} != 'none'</simple>
                    <throwException exceptionType="java.lang.IllegalStateException" message="not whole"/></filter>
                  <split><simple>${body.byRecipient}</simple>
                    <choice>
                      <when><simple>${header.SluiceRecipient} startsWith 'b@'</simple><to uri="sluice:discard"/></when>
                      <otherwise><to uri="sluice:pool"/></otherwise>
                    </choice>
                  </split>
                </route>""").start();

        MessageId id = routes.send(MARKETING, "a@one.test", "b@two.test");

        assertThat(routes.placing.last().where()).containsExactly("marketing: a@one.test");
        assertThat(routes.events.events(EventType.DISCARDED)).singleElement().satisfies(event -> {
            assertThat(event.mail().messageId()).isEqualTo(id);
            assertThat(event.mail().recipient()).hasToString("b@two.test");
        });
    }

    @Test
    void refusesMailThatTheRouteForgetsAndSaysWhich() throws Exception {
        routes.split("<filter><simple>${header.SluiceDomain} == 'one.test'</simple><to uri=\"sluice:pool\"/></filter>")
                .start();

        assertThatThrownBy(() -> routes.send(MARKETING, "a@one.test", "b@two.test"))
                .isInstanceOf(HandOffException.class)
                .hasMessageContaining("route split (split.xml:3)")
                .hasMessageContaining("nowhere for b@two.test");
        assertThat(routes.placing.commits).isEmpty();
    }

    @Test
    void takesMailThroughTheRouteBeforeItCommitsAnything() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>").start();

        HandOff.Prepared prepared = routes.prepare(routes.envelope("acme", MARKETING, "a@one.test"));

        assertThat(routes.placing.commits).isEmpty();
        prepared.commit();
        assertThat(routes.placing.last().where()).containsExactly("marketing: a@one.test");
    }

    @Test
    void commitsNothingWhenTheRouteFails() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>"
                        + "<throwException exceptionType=\"java.lang.IllegalStateException\" message=\"on purpose\"/>")
                .start();

        assertThatThrownBy(() -> routes.send(MARKETING, "a@one.test"))
                .isInstanceOf(HandOffException.class)
                .hasMessageContaining("route split (split.xml:3) failed")
                .hasRootCauseMessage("on purpose");
        assertThat(routes.placing.commits).isEmpty();
    }

    @Test
    void movesAShareToTheOldRelayByWeight() throws Exception {
        routes.split("""
                <loadBalance><weightedLoadBalancer distributionRatio="1,9" roundRobin="true"/>
                  <to uri="sluice:pool?name=old"/>
                  <to uri="sluice:pool"/>
                </loadBalance>""").start();

        Map<String, Integer> shares = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            routes.send(MARKETING, "a@one.test");
            shares.merge(routes.placing.last().where().getFirst(), 1, Integer::sum);
        }
        assertThat(shares).isEqualTo(Map.of("old: a@one.test", 10, "marketing: a@one.test", 90));
    }

    @Test
    void givesACopyItsOwnIdAndNoNotices() throws Exception {
        routes.split("<multicast><to uri=\"sluice:pool\"/><to uri=\"sluice:pool?name=old\"/></multicast>")
                .start();

        MessageId id = routes.send(MARKETING, "a@one.test", "b@two.test");

        assertThat(routes.placing.last().where())
                .containsExactly("marketing: a@one.test b@two.test", "old: a@one.test b@two.test");
        FinishedEnvelope copy = routes.placing.last().placed().getLast().envelope();
        assertThat(copy.id()).isNotEqualTo(id);
        assertThat(copy.recipients())
                .allSatisfy(to -> assertThat(to.notifyWhen()).isEqualTo(Set.of(DsnNotify.NEVER)));
        assertThat(routes.events.events(EventType.COPIED)).hasSize(2).allSatisfy(event -> {
            assertThat(event.mail().messageId()).isEqualTo(copy.id());
            assertThat(event.mail().parent()).isEqualTo(id);
        });
    }

    @Test
    void sendsOneCopyToAnArchiveHoweverManyPartsTheRouteSees() throws Exception {
        routes.split("<to uri=\"sluice:pool?name=old&amp;copyTo=archive@keep.test\"/><to uri=\"sluice:pool\"/>")
                .start();

        routes.send(MARKETING, "a@one.test", "b@two.test");

        assertThat(routes.placing.last().where())
                .containsExactly("marketing: a@one.test b@two.test", "old: archive@keep.test");
        assertThat(routes.placing.last().placed().getLast().envelope().returnPaths())
                .isEqualTo(new FinishedEnvelope.ReturnPaths.Common(java.util.Optional.empty()));
    }

    @Test
    void writesTheMessageItselfWhereARouteSaysFile() throws Exception {
        routes.split("<to uri=\"file:" + home + "/archive?fileName=${header.SluiceId}.eml\"/><to uri=\"sluice:pool\"/>")
                .start();

        FinishedEnvelope envelope = routes.envelope("acme", MARKETING, "a@one.test");
        routes.send(envelope);

        assertThat(home.resolve("archive").resolve(envelope.id() + ".eml"))
                .hasBinaryContent(envelope.content().open().readAllBytes());
    }

    @Test
    void keepsTheMailThoughAStepPutsSomethingElseIntoTheBody() throws Exception {
        routes.split("<setBody><constant>an answer</constant></setBody><to uri=\"sluice:pool\"/>")
                .start();

        routes.send(MARKETING, "a@one.test");
        assertThat(routes.placing.last().where()).containsExactly("marketing: a@one.test");
    }

    @Test
    void letsNoFieldOfTheMessageSteerAComponent() throws Exception {
        routes.split("""
                <choice>
                  <when><simple>${header.CamelFileName} != null || ${header.Comments} != null</simple>
                    <to uri="sluice:pool?name=old"/></when>
                  <otherwise><to uri="sluice:pool"/></otherwise>
                </choice>""").start();

        routes.send(MARKETING, "a@one.test");
        assertThat(routes.placing.last().where()).containsExactly("marketing: a@one.test");
    }

    @Test
    void placesNothingOnceTheClientHasItsAnswer() throws Exception {
        routes.file("late.xml", """
                        <route id="late"><from uri="direct:late"/><delay><constant>300</constant></delay>
                          <doTry><to uri="sluice:pool?name=old"/>
                            <doCatch><exception>java.lang.IllegalStateException</exception>
                              <setBody><simple>${exception.message}</simple></setBody>
                              <to uri="file:HOME/said?fileName=why"/></doCatch></doTry></route>""".replace("HOME", home.toString()))
                .split("<wireTap uri=\"direct:late\"/><to uri=\"sluice:pool\"/>")
                .start();

        routes.send(MARKETING, "a@one.test");

        Path said = home.resolve("said/why");
        Waiting.until(
                "the reason in its file",
                () -> Files.exists(said) && Files.readString(said).contains("nothing can be placed any more"));
        assertThat(routes.placing.commits).hasSize(1);
    }

    @Test
    void copiesWhatComesBackToTheIntakeOnlyWhenItsRouteHasTakenIt() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>")
                .file(
                        "returned.xml",
                        "<route id=\"returned\"><from uri=\"sluice:returned\"/><to uri=\"file:" + home
                                + "/returned?fileName=${header.SluiceRecipient}&amp;fileExist=Fail\"/></route>")
                .start();

        var mail = routes.comeBack();
        assertThat(routes.placing.last().returned()).containsExactly(mail);
        assertThat(Files.readString(home.resolve("returned/b-token@bounces.example.com")))
                .startsWith("Subject: failure notice");

        assertThatThrownBy(routes::comeBack)
                .isInstanceOf(HandOffException.class)
                .hasMessageContaining("route returned (returned.xml:2)");
        assertThat(routes.placing.commits).hasSize(1);
    }

    @Test
    void sendsMailOfARoutesOwnThroughTheChain() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>")
                .file(
                        "drop.xml",
                        "<route id=\"drop\"><from uri=\"file:" + home + "/drop?initialDelay=0&amp;delay=50\"/>"
                                + "<setHeader name=\"SluiceTenant\"><constant>acme</constant></setHeader>"
                                + "<setHeader name=\"SluiceRecipients\"><constant>a@one.test, b@two.test</constant></setHeader>"
                                + "<to uri=\"sluice:mail\"/></route>")
                .start();
        Files.createDirectories(home.resolve("drop"));
        Files.writeString(home.resolve("drop/.m"), "Subject: hi\n\nHello.\r\nYou.");
        Files.move(home.resolve("drop/.m"), home.resolve("drop/m.eml"));

        Waiting.until("mail of the route", () -> !routes.sent.isEmpty());
        assertThat(routes.sent.getFirst().recipients())
                .extracting(Object::toString)
                .containsExactly("a@one.test", "b@two.test");
        assertThat(routes.sent.getFirst().message()).asString().isEqualTo("Subject: hi\r\n\r\nHello.\r\nYou.\r\n");
    }

    @Test
    void refusesToSendAcceptedMailRoundAgain() throws Exception {
        routes.split("<to uri=\"sluice:mail\"/>").start();

        assertThatThrownBy(() -> routes.send(MARKETING, "a@one.test"))
                .rootCause()
                .hasMessageContaining("without end");
        assertThat(routes.sent).isEmpty();
    }

    @Test
    void passesTheFailureOfTheQueuesOn() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>").start();
        routes.placing.failure = new HandOffException.NoRoom("full");

        assertThatThrownBy(() -> routes.send(MARKETING, "a@one.test")).isInstanceOf(HandOffException.NoRoom.class);
        assertThat(routes.events.events(EventType.COPIED)).isEmpty();
    }
}
