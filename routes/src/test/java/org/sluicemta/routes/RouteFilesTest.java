package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluicemta.config.ConfigurationException;

/** What is wrong with route files is found with its line, and everything at once. */
class RouteFilesTest {
    @TempDir
    Path home;

    private RoutesFixture routes;

    @BeforeEach
    void make() {
        routes = new RoutesFixture(home);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            <to uri='sluice:pool?name=markting'/>     | sluice:pool: name must be a pool of egress.xml, which has marketing, old, transactional, got "markting"
            <to uri='sluice:pool?nam=marketing'/>     | sluice:pool has no option nam; it has name, copyTo
            <to uri='sluice:pool?copyTo=nobody'/>     | sluice:pool: copyTo
            <to uri='sluice:pol'/>                    | there is no endpoint sluice:pol; there are sluice:accepted
            <to uri='slice:pool'/>                    | slice:pool cannot be used: No endpoint could be found
            <to uri='sluice:accepted'/>               | nothing can be sent to sluice:accepted
            <to uri='log:x?levl=INFO'/>               | Unknown parameters=[{levl=INFO}]
            <filter><simple>${header.</simple><to uri='sluice:pool'/></filter> | the simple expression "${header." cannot be used
            <filter><jsonpath>$.x</jsonpath><to uri='sluice:pool'/></filter>   | No language could be found for: jsonpath
            <choice><when><simple>${nonsense}</simple><to uri='sluice:pool'/></when></choice> | Unknown function: nonsense
            <setHeader name='x'><language language='klingon'>qapla</language></setHeader> | No language could be found for: klingon
            <to uri='direct:nowhere?x=1'/>            | Unknown parameters=[{x=1}]
            """)
    void namesFileLineAndReason(String step, String expected) throws Exception {
        routes.split("<log message=\"in\"/>\n" + step.replace('\'', '"'));

        assertThat(routes.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("routes/split.xml:5: ").contains(expected.strip()));
        assertThatThrownBy(routes::start)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            sluice:pool                               | no route can begin with sluice:pool
            sluice:events                             | sluice:events: cursor must name where the route keeps its place
            sluice:events?cursor=../../etc/passwd     | sluice:events: cursor must be of letters, digits and hyphens
            sluice:events?cursor=x&amp;types=Deliverd | sluice:events: types must be types of events
            sluice:events?cursor=x&amp;batch=0        | sluice:events: batch must be a number from 1 to 1000, got "0"
            sluice:events?cursor=x&amp;from=then      | sluice:events: from must be one of [now, oldest], got "then"
            """)
    void namesWhatIsWrongWithABeginning(String uri, String expected) {
        routes.split("<to uri=\"sluice:pool\"/>")
                .file("own.xml", "<route>\n<from uri=\"" + uri.strip() + "\"/><to uri=\"log:x\"/></route>");

        assertThat(routes.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("routes/own.xml:3: ").contains(expected.strip()));
    }

    @Test
    void namesTheLineThatIsNoXml() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>");
        Files.writeString(routes.routes().resolve("own.xml"), "<routes>\n<route>\n<from uri=\"direct:a\"/>\n<rout/>");

        assertThat(routes.problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem).startsWith("routes/own.xml:4: cannot be read as Camel routes"));
    }

    @Test
    void refusesAFileThatIsNoRouteAtAll() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>");
        Files.writeString(routes.routes().resolve("own.xml"), "<egress/>");
        assertThat(routes.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("routes/own.xml"));
        Files.writeString(routes.routes().resolve("own.xml"), "not xml");
        assertThat(routes.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("routes/own.xml"));
    }

    @Test
    void wantsOneRouteForAcceptedMail() {
        assertThat(routes.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains("no route takes what the chain has accepted", "<from uri=\"sluice:accepted\"/>"));

        routes.split("<to uri=\"sluice:pool\"/>")
                .file("z.xml", "<route><from uri=\"sluice:accepted\"/><to uri=\"sluice:pool\"/></route>");
        assertThat(routes.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("routes/z.xml:2: a second route")
                        .contains("routes/split.xml:3"));
    }

    @Test
    void letsNoTwoRoutesShareACursor() {
        String route = "<route><from uri=\"sluice:events?cursor=one\"/><to uri=\"log:x\"/></route>\n";
        routes.split("<to uri=\"sluice:pool\"/>").file("own.xml", route + route);

        assertThat(routes.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("routes/own.xml:3: the cursor one belongs to the route at routes/own.xml:2"));
    }

    @Test
    void findsEverythingAtOnce() {
        routes.split("<to uri=\"sluice:pool?name=a\"/>\n<to uri=\"sluice:pool?name=b\"/>");

        assertThat(routes.problems()).hasSize(2);
    }

    @Test
    void readsNoDirectoryBelow() throws Exception {
        routes.split("<to uri=\"sluice:pool\"/>");
        Files.createDirectories(routes.routes().resolve("examples"));
        Files.writeString(routes.routes().resolve("examples/own.xml"), "not xml");

        assertThat(routes.problems()).isEmpty();
    }
}
