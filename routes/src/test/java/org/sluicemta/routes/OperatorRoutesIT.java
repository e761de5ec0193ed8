package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.routes.engine.OperatorRoutes;

class OperatorRoutesIT {
    @TempDir
    Path directory;

    private void write(String route) throws Exception {
        Files.writeString(directory.resolve("mine.xml"), route);
    }

    @Test
    void acceptsTheOperatorsOwnRoutes() throws Exception {
        write("<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"mine\">"
                + "<from uri=\"direct:mine\"/><log message=\"${body}\"/></route></routes>");

        assertThat(OperatorRoutes.problems(directory)).isEmpty();
    }

    @Test
    void namesTheFileThatIsNoRoute() throws Exception {
        write("<routes><route id=\"mine\"><from uri=\"direct:mine\"/><nonsense/></route></routes>");

        assertThat(OperatorRoutes.problems(directory))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("mine.xml", "cannot be read as Camel routes"));
    }
}
