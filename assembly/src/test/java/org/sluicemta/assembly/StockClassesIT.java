package org.sluicemta.assembly;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.ConfigurationException;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.apache.mailet.Mailet;
import org.apache.mailet.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.smtp.container.ChainClasses;

/** Which of James's mailets and matchers a chain can have, held against docs/reference/stock-mailets.md. */
class StockClassesIT {
    private static final Path PAGE = Path.of("../docs/reference/stock-mailets.md");
    private static final String LIBRARIES =
            ".*/(apache-mailet-standard|james-server-mailets|james-server-mailetcontainer-impl|james-server-mailet-dkim)"
                    + "-[0-9.]+\\.jar";
    /** What a relay has none of, by the class that asks for it. */
    private static final Map<String, String> ABSENT = Map.ofEntries(
            Map.entry("DSNBounce", "Scala; status notices come from the queues here"),
            Map.entry("XOriginatingIpInNetwork", "Scala"),
            Map.entry("HeadersToHTTP", "an HTTP client"),
            Map.entry("SerialiseToHTTP", "an HTTP client"),
            Map.entry("IsOverQuota", "mailboxes"),
            Map.entry("LocalDelivery", "mailboxes"),
            Map.entry("RandomStoring", "mailboxes"),
            Map.entry("ToSenderFolder", "mailboxes"),
            Map.entry("WithStorageDirective", "mailboxes"),
            Map.entry("Sieve", "mailboxes"),
            Map.entry("ManageSieveMailet", "mailboxes"),
            Map.entry("VacationMailet", "mailboxes"),
            Map.entry("RecipientRewriteTable", "aliases of local users"),
            Map.entry("IsSenderInRRTLoop", "aliases of local users"),
            Map.entry("IsInWhiteList", "lists of local users in SQL"),
            Map.entry("NetworkIsInWhitelist", "lists of local users in SQL"),
            Map.entry("WhiteListManager", "lists of local users in SQL"),
            Map.entry("Dlp", "rules kept by James's web administration"),
            Map.entry("ToPlainText", "James's HTML reader of its JMAP server"),
            Map.entry("RemoteDelivery", "James's own queues: `ToEgress` delivers here"),
            Map.entry("Requeue", "James's own queues: `ToEgress` delivers here"));

    @TempDir
    Path home;

    @Test
    void pageSaysWhatLoads() throws Exception {
        List<Class<?>> mailets;
        List<Class<?>> matchers;
        TreeMap<String, String> refused = new TreeMap<>();
        ShippedConfiguration.copyTo(home.resolve("conf"));
        try (SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(1))) {
            List<Class<?>> all = stock();
            all.stream()
                    .filter(type -> !loads(server.injector(), type))
                    .forEach(type ->
                            refused.put(type.getSimpleName(), ABSENT.getOrDefault(type.getSimpleName(), "unknown")));
            assertThat(all)
                    .filteredOn(type -> !refused.containsKey(type.getSimpleName()))
                    .allSatisfy(type -> assertThat(classes(type).find(type.getSimpleName()))
                            .as("what a chain gets by the name on the page")
                            .hasValue(type));
            mailets = all.stream().filter(Mailet.class::isAssignableFrom).toList();
            matchers = all.stream().filter(Matcher.class::isAssignableFrom).toList();
        }

        assertThat(refused.keySet()).isEqualTo(new TreeSet<>(ABSENT.keySet()));
        String page = page(names(mailets, refused), names(matchers, refused), refused);
        if (System.getenv("SLUICE_WRITE_DOCS") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static ChainClasses classes(Class<?> type) {
        return Mailet.class.isAssignableFrom(type) ? ChainClasses.MAILETS : ChainClasses.MATCHERS;
    }

    private static boolean loads(Injector injector, Class<?> type) {
        try {
            return injector.getInstance(type) != null;
        } catch (ConfigurationException | ProvisionException | NoClassDefFoundError e) {
            return false;
        }
    }

    private static List<Class<?>> stock() throws IOException {
        List<Class<?>> found = new ArrayList<>();
        String classPath = ManagementFactory.getRuntimeMXBean().getClassPath();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.matches(LIBRARIES)) {
                try (JarFile jar = new JarFile(entry)) {
                    jar.stream()
                            .map(file -> file.getName())
                            .filter(name -> name.matches("[^$]+\\.class"))
                            .map(StockClassesIT::load)
                            .filter(StockClassesIT::isChainClass)
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, StockClassesIT.class.getClassLoader());
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return Void.class; // needs a library that the server has not, and is no mailet: those are asked below
        }
    }

    private static boolean isChainClass(Class<?> type) {
        return (Mailet.class.isAssignableFrom(type) || Matcher.class.isAssignableFrom(type))
                && !Modifier.isAbstract(type.getModifiers());
    }

    private static TreeSet<String> names(List<Class<?>> types, Map<String, String> refused) {
        return types.stream()
                .map(Class::getSimpleName)
                .filter(name -> !refused.containsKey(name))
                .collect(toCollection(TreeSet::new));
    }

    private static String page(TreeSet<String> mailets, TreeSet<String> matchers, Map<String, String> refused) {
        StringBuilder out = new StringBuilder()
                .append(
                        "# James's mailets and matchers\n\nWhat a chain can use of Apache James 3.8.1 in addition to our own")
                .append(" (`docs/adr/0009-stock-mailets.md` says why not everything). Generated.\n\n## Mailets\n\n")
                .append(list(mailets))
                .append("\n\n## Matchers\n\n")
                .append(list(matchers))
                .append("\n\n## Refused at the start\n\n| class | needs |\n|---|---|\n");
        refused.forEach((name, asks) ->
                out.append("| `").append(name).append("` | ").append(asks).append(" |\n"));
        return out.toString();
    }

    private static String list(TreeSet<String> names) {
        return String.join(", ", names.stream().map(name -> "`" + name + "`").toList()) + ".";
    }
}
