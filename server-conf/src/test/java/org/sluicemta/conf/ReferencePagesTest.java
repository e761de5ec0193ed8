package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.response.RuleTable;

/** The reference pages say what the code says. With SLUICE_WRITE_DOCS=1 in the environment they are written anew. */
class ReferencePagesTest {
    @TempDir
    Path conf;

    private static void check(String page, String rendered) throws IOException {
        Path file = TestFiles.project().resolve("docs/reference/" + page);
        if ("1".equals(System.getenv("SLUICE_WRITE_DOCS"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, rendered);
        }
        assertThat(file)
                .as("run the test with SLUICE_WRITE_DOCS=1 to write docs/reference/%s anew", page)
                .content()
                .isEqualTo(rendered);
    }

    @Test
    void configurationPageIsThatOfTheSchemas() throws Exception {
        StringBuilder page = new StringBuilder("""
                # Configuration

                All files are in `conf/`. Every value may hold `${env:NAME}` or `${env:NAME:-default}`; as in a shell, an
                empty variable counts as not set. `sluice config check` names everything that is wrong, and
                `sluice config explain` prints the values in force. This page is made from the schemas in `conf/xsd/`.

                """);
        for (String file : ShippedConfiguration.FILES) {
            page.append(SchemaPage.render(ShippedConfiguration.open("xsd/" + file.replace(".xml", ".xsd"))));
        }
        check("configuration.md", page.toString());
    }

    @Test
    void environmentPageIsThatOfTheShippedFiles() throws Exception {
        check("environment.md", EnvironmentPage.render());
    }

    @Test
    void environmentPageNamesWhatTheLauncherReads() throws Exception {
        String page = EnvironmentPage.render();
        for (String script : List.of(
                "../sluice", "../assembly/src/main/dist/bin/sluice", "../assembly/src/main/dist/bin/find-java")) {
            assertThat(Pattern.compile("SLUICE_[A-Z_]+")
                            .matcher(Files.readString(Path.of(script)))
                            .results()
                            .map(MatchResult::group))
                    .as(script)
                    .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        }
    }

    @Test
    void classesPageIsThatOfTheShippedTable() throws Exception {
        Optional<Path> corpus = ResponseCorpus.find();
        assumeTrue(
                corpus.isPresent(), "the page holds figures of the corpus of answers, which is not beside the project");
        ShippedConfiguration.copyTo(conf);
        RuleTable table = new ConfigurationLoader(ChainClassCheck.NONE)
                .load(conf, conf, Map.of())
                .responses();

        check("response-classes.md", ClassesPage.render(table, ResponseCorpusTest.measure(table, corpus.get())));
    }
}
