package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.file.MailetContainerFile;
import org.sluicemta.conf.file.PhrasesFile;
import org.sluicemta.conf.file.ResponsesFile;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.conf.file.SmtpServerFile;
import org.sluicemta.conf.file.TenantsFile;

/** The schemas, the shipped files, and the readers agree. */
class SchemaTest {
    static List<String> files() {
        return ShippedConfiguration.FILES;
    }

    private static Schema schema(String file) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        return factory.newSchema(new StreamSource(ShippedConfiguration.open("xsd/" + file.replace(".xml", ".xsd"))));
    }

    /** What the readers ask for. With SLUICE_WRITE_DOCS=1 in the environment the schemas are written anew. */
    private static Map<String, String> rendered() {
        return Map.of(
                SluiceFile.NAME, SchemaText.render(SluiceFile.TITLE, SluiceFile.describe()),
                SmtpServerFile.NAME, SchemaText.render(SmtpServerFile.TITLE, SmtpServerFile.describe()),
                MailetContainerFile.NAME, SchemaText.render(MailetContainerFile.TITLE, MailetContainerFile.describe()),
                EgressFile.NAME, SchemaText.render(EgressFile.TITLE, EgressFile.describe()),
                ResponsesFile.NAME, SchemaText.render(ResponsesFile.TITLE, ResponsesFile.describe()),
                PhrasesFile.NAME, SchemaText.render(PhrasesFile.TITLE, PhrasesFile.describe()),
                TenantsFile.NAME, SchemaText.render(TenantsFile.TITLE, TenantsFile.describe()));
    }

    @Test
    void schemasSayWhatTheReadersAskFor() throws Exception {
        for (Map.Entry<String, String> each : rendered().entrySet()) {
            Path schema = TestFiles.project()
                    .resolve("server-conf/src/main/resources/conf/xsd")
                    .resolve(each.getKey().replace(".xml", ".xsd"));
            if ("1".equals(System.getenv("SLUICE_WRITE_DOCS"))) {
                Files.writeString(schema, each.getValue());
            }
            assertThat(schema)
                    .as("run the test with SLUICE_WRITE_DOCS=1 to write %s anew", schema)
                    .content()
                    .isEqualTo(each.getValue());
        }
    }

    /** A setting that nobody explains is not on the reference page either. */
    @Test
    void everySettingIsExplained() {
        rendered()
                .forEach((file, schema) -> assertThat(schema)
                        .as(file)
                        .doesNotContain("<xs:documentation></xs:documentation>")
                        .doesNotContain("<xs:documentation> Default"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shippedFileIsValid(String file) throws Exception {
        StreamSource shipped = new StreamSource(ShippedConfiguration.open(file));

        assertThatCode(() -> schema(file).newValidator().validate(shipped)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileWithEverythingIsValid(String file) throws Exception {
        StreamSource full = new StreamSource(TestFiles.resource("full/" + file).toFile());

        assertThatCode(() -> schema(file).newValidator().validate(full)).doesNotThrowAnyException();
    }

    /** With the loader's own test of the same files, this proves that the readers know all that the schemas allow. */
    @ParameterizedTest
    @MethodSource("files")
    void fileWithEverythingLeavesNothingOut(String file) throws Exception {
        Path full = TestFiles.resource("full/" + file);
        Set<String> missing =
                new TreeSet<>(SchemaPage.names(ShippedConfiguration.open("xsd/" + file.replace(".xml", ".xsd"))));
        String text = TestFiles.read(full);
        missing.removeIf(name ->
                name.startsWith("@") ? text.contains(" " + name.substring(1) + "=\"") : text.contains("<" + name));

        assertThat(missing).isEmpty();
    }
}
