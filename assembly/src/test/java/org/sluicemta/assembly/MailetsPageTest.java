package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.mailetcontainer.impl.MailetConfigImpl;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.gateway.GatewayModule;
import org.sluicemta.smtp.container.ChainClasses;
import org.sluicemta.store.tenant.TenantRegistry;

/**
 * docs/reference/mailets.md is what the mailets and matchers say of themselves, in the comment of their class; and they
 * take the parameters that stand there, no more and no fewer. With SLUICE_WRITE_DOCS=1 the page is written again.
 */
class MailetsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/mailets.md");
    private static final Pattern COMMENT =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public final class", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("<tr><td>(.*?)</td>\\s*<td>(.*?)</td>\\s*<td>(.*?)</td>\\s*</tr>", Pattern.DOTALL);

    @TempDir
    Path home;

    @Test
    void pageIsWhatTheClassesSay() throws Exception {
        StringBuilder page = new StringBuilder("""
                # Our mailets and matchers

                What `mailetcontainer.xml` can name besides [those of Apache James](stock-mailets.md). A mailet is named by
                `class`, a matcher by `match` or `notmatch`, both without a package. Every mailet also takes
                `<onMailetException>` and `<onMatchException>`: `propagate` (the default: the client is answered 451 and keeps
                its message), `ignore`, `nomatch`, `matchall`, or the state of a processor. Made from the code.

                """);
        page.append("## Mailets\n\n");
        comments(ChainClasses.MAILETS, "mailets").forEach((name, comment) -> section(page, name, comment));
        page.append("## Matchers\n\n");
        comments(ChainClasses.MATCHERS, "matchers").forEach((name, comment) -> section(page, name, comment));
        String whole = page.toString().strip() + "\n";
        if ("1".equals(System.getenv("SLUICE_WRITE_DOCS"))) {
            Files.writeString(PAGE, whole);
        }
        assertThat(PAGE).content().isEqualTo(whole);
    }

    @Test
    void mailetsTakeTheParametersThatStandThere() throws Exception {
        Injector injector = injector();
        for (Map.Entry<String, String> each :
                comments(ChainClasses.MAILETS, "mailets").entrySet()) {
            TreeSet<String> written = new TreeSet<>();
            Matcher row = ROW.matcher(each.getValue());
            while (row.find()) {
                written.add(plain(row.group(1)));
            }
            assertThat(parameters(injector, each.getKey())).as(each.getKey()).isEqualTo(written.toString());
        }
    }

    /** A parameter that no mailet has is answered with those there are. */
    private static String parameters(Injector injector, String name) {
        Mailet mailet =
                (Mailet) injector.getInstance(ChainClasses.MAILETS.find(name).orElseThrow());
        BaseHierarchicalConfiguration xml = new BaseHierarchicalConfiguration();
        xml.addProperty("noSuchParameter", "x");
        MailetConfigImpl config = new MailetConfigImpl();
        config.setMailetName(name);
        config.setConfiguration(xml);
        config.setMailetContext(injector.getInstance(MailetContext.class));
        MessagingException refused = catchThrowableOfType(MessagingException.class, () -> mailet.init(config));
        assertThat(refused).as(name).isNotNull();
        return String.valueOf(refused.getMessage()).replaceAll("(?s).*those are (\\[[^]]*]).*", "$1");
    }

    private Injector injector() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        ServerConfiguration shipped =
                new ConfigurationLoader(ServerParts.NONE).load(home.resolve("conf"), home, Map.of());
        InstantSource clock = InstantSource.system();
        return Guice.createInjector(
                Stage.DEVELOPMENT,
                new SettingsModule(shipped, clock),
                new GatewayModule(),
                new NothingBehindModule(TenantRegistry.only(List.of())));
    }

    /** By name, the comments of those in our own room. */
    private static Map<String, String> comments(ChainClasses kind, String room) throws IOException {
        Map<String, String> comments = new TreeMap<>();
        for (String name : kind.names()) {
            Class<?> type = kind.find(name).orElseThrow();
            if (type.getPackageName().startsWith("org.sluicemta.")) {
                String source = Files.readString(
                        Path.of("..", room, "src/main/java", type.getName().replace('.', '/') + ".java"));
                Matcher comment = COMMENT.matcher(source);
                assertThat(comment.find()).as("a comment on " + name).isTrue();
                comments.put(name, comment.group(1).replaceAll("(?m)^ \\* ?", ""));
            }
        }
        return comments;
    }

    private static void section(StringBuilder page, String name, String comment) {
        page.append("### ")
                .append(name)
                .append("\n\n")
                .append(markdown(comment))
                .append("\n\n");
    }

    private static String markdown(String comment) {
        String text = ROW.matcher(comment)
                .replaceAll(row -> Matcher.quoteReplacement("| `" + plain(row.group(1)) + "` | " + plain(row.group(2))
                        + " | " + plain(row.group(3)) + " |"));
        return text.replaceAll(
                        "(?s)<table>\\s*<caption>.*?</caption>\\s*",
                        "| parameter | description | default |\n|---|---|---|\n")
                .replace("</table>", "")
                .replaceAll("<pre>\\{@code\\s*", "```xml\n")
                .replaceAll("\\s*\\}</pre>", "\n```")
                .replaceAll("\\{@(?:code|link) ([^}]*)\\}", "`$1`")
                .replaceAll("</?ul>\\s*", "")
                .replaceAll("\\s*<li>", "\n- ")
                .replace("<p>", "")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static String plain(String cell) {
        return cell.replaceAll("\\{@(?:code|link) ([^}]*)\\}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
