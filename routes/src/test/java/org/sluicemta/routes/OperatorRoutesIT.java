package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorRoutesIT {
    @TempDir
    Path directory;

    private void write(String route) throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/mine.xml"), route);
    }

    @Test
    void runsTheOperatorsOwnRoutes() throws Exception {
        write("<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"mine\">"
                + "<from uri=\"direct:mine\"/><log message=\"${body}\"/></route></routes>");
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), new FakeGateway(1))) {
            assertThat(road.get(CamelContext.class).getRoute("mine")).isNotNull();
        }
    }

    @Test
    void namesTheFileThatIsNoRoute() throws Exception {
        write("<routes><route id=\"mine\"><from uri=\"direct:mine\"/><nonsense/></route></routes>");

        assertThatThrownBy(() -> new Road(directory, Plans.plan(Plans.quick(), 1_000), new FakeGateway(1)))
                .hasMessageContaining("mine.xml")
                .hasMessageContaining("cannot be read as Camel routes");
    }
}
