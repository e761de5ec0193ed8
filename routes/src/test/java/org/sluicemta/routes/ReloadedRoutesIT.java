package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluicemta.routes.RoutesFixture.MARKETING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.routes.engine.RouteEngine;
import org.sluicemta.testing.event.Waiting;

/** Routes are replaced while mail goes through them. */
class ReloadedRoutesIT {
    @TempDir
    Path home;

    private RoutesFixture routes;

    @BeforeEach
    void start() throws Exception {
        routes = new RoutesFixture(home).split("<to uri=\"sluice:pool\"/>").start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private void reload() throws ConfigurationException {
        try (RouteEngine.Prepared prepared =
                routes.engine().prepare(routes.routes(), RoutesFixture.plan("marketing", "transactional", "old"))) {
            prepared.takeOver();
        }
    }

    private String wherefrom() throws HandOffException {
        routes.send(MARKETING, "a@one.test");
        return routes.placing.last().where().getFirst();
    }

    @Test
    void putsTheNewFileInForce() throws Exception {
        routes.split("<to uri=\"sluice:pool?name=old\"/>");
        assertThat(wherefrom()).isEqualTo("marketing: a@one.test");
        reload();
        assertThat(wherefrom()).isEqualTo("old: a@one.test");
    }

    @Test
    void keepsTheOldOneWhenTheNewOneIsWrong() throws Exception {
        routes.split("<to uri=\"sluice:pool?name=ol\"/>");
        assertThatThrownBy(this::reload)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("split.xml:4");
        assertThat(wherefrom()).isEqualTo("marketing: a@one.test");
    }

    @Test
    void keepsTheOldOneAndWhatItFetchesWhenTheNewOneCannotStart() throws Exception {
        String drop = "<route id=\"drop\"><from uri=\"file:" + home + "/drop?initialDelay=0&amp;delay=50\"/>"
                + "<setHeader name=\"SluiceRecipient\"><constant>a@one.test</constant></setHeader>"
                + "<to uri=\"sluice:mail\"/></route>";
        routes.file("drop.xml", drop);
        reload();
        routes.split("<to uri=\"sluice:pool?name=old\"/>")
                .file(
                        "drop.xml",
                        drop + "<route id=\"fails\"><from uri=\"file:" + home
                                + "/gone?autoCreate=false&amp;directoryMustExist=true&amp;startingDirectoryMustExist=true\"/><to uri=\"log:x\"/></route>");

        assertThatThrownBy(this::reload)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Starting directory does not exist");
        assertThat(wherefrom()).isEqualTo("marketing: a@one.test");
        Files.writeString(home.resolve("m"), "Subject: hi\n\nHello.\n");
        Files.move(home.resolve("m"), home.resolve("drop/m"));
        Waiting.until("mail of the route", () -> !routes.sent.isEmpty());
    }

    @Test
    void refusesNoMailWhileItReloads() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Thread client = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                try {
                    routes.send(MARKETING, "a@one.test");
                    sent.incrementAndGet();
                } catch (HandOffException e) {
                    refused.incrementAndGet();
                }
            }
        });
        for (int i = 0; i < 5; i++) {
            routes.split("<to uri=\"sluice:pool?name=" + (i % 2 == 0 ? "old" : "marketing") + "\"/>");
            reload();
        }
        stop.set(true);
        client.join();

        assertThat(refused).hasValue(0);
        assertThat(sent.get()).isGreaterThan(5);
        assertThat(wherefrom()).isEqualTo("old: a@one.test");
    }

    @Test
    void refusesMailOnceItHasStopped() {
        routes.close();
        assertThatThrownBy(() -> routes.send(MARKETING, "a@one.test"))
                .isInstanceOf(HandOffException.class)
                .hasMessageContaining("no route takes mail");
    }

    @Test
    void refusesMailForAPoolThatIsGone() throws Exception {
        routes.split("<to uri=\"sluice:pool?name=old\"/>");
        reload();
        routes.plan(RoutesFixture.plan("marketing", "transactional"));
        assertThatThrownBy(() -> routes.send(MARKETING, "a@one.test"))
                .rootCause()
                .hasMessageContaining("no pool old any more");
    }
}
