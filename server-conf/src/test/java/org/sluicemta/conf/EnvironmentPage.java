package org.sluicemta.conf;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;

/** Renders which variables the shipped files read, where, and what holds without them. */
final class EnvironmentPage {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z0-9_]+)(?::-([^}]*))?}");

    private final Map<String, Use> uses = new TreeMap<>();

    private record Use(Set<String> defaults, Set<String> places) {}

    private EnvironmentPage() {}

    static String render() throws Exception {
        EnvironmentPage page = new EnvironmentPage();
        for (String file : ShippedConfiguration.FILES) {
            try (InputStream in = ShippedConfiguration.open(file)) {
                page.read(file, XMLInputFactory.newDefaultFactory().createXMLStreamReader(in));
            }
        }
        return page.text();
    }

    private void read(String file, XMLStreamReader xml) throws Exception {
        Deque<String> path = new ArrayDeque<>();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    path.addLast(xml.getLocalName());
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        String place = "<" + String.join("> <", path) + "> " + xml.getAttributeLocalName(i);
                        note(file, place, xml.getAttributeValue(i));
                    }
                }
                case XMLStreamReader.END_ELEMENT -> path.removeLast();
                case XMLStreamReader.CHARACTERS -> note(file, "<" + String.join("> <", path) + ">", xml.getText());
                default -> {}
            }
        }
    }

    private void note(String file, String place, String value) {
        Matcher variable = VARIABLE.matcher(value);
        while (variable.find()) {
            Use use = uses.computeIfAbsent(variable.group(1), name -> new Use(new TreeSet<>(), new TreeSet<>()));
            String otherwise = variable.group(2);
            use.defaults()
                    .add(otherwise == null ? "must be set" : otherwise.isEmpty() ? "none" : "`" + otherwise + "`");
            use.places().add("`" + file + "`: `" + place + "`");
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder("""
                # Environment variables

                Variables of the server's environment used in the shipped files. [Configuration](configuration.md) explains each
                setting. Your own files may use others, or none. A running server keeps the environment it was started with, and
                `sluice config check` asks it; a shell's own variables are used only if no server is running. As in a shell, an
                empty variable counts as unset. This page is generated from the shipped files.

                | variable | default | sets |
                |---|---|---|
                """);
        uses.forEach((name, use) -> text.append("| `")
                .append(name)
                .append("` | ")
                .append(String.join(", ", use.defaults()))
                .append(" | ")
                .append(String.join("; ", use.places()))
                .append(" |\n"));
        return text.append("""

                Used by the launcher and by commands rather than by the files:

                | variable | description |
                |---|---|
                | `SLUICE_HOME` | Home directory for commands and the server, instead of `--home`. |
                | `SLUICE_JAVA_HOME` | JDK to use; otherwise `JAVA_HOME`, otherwise the newest one found. |
                | `SLUICE_HEAP` | Heap of the server, in the format of `-Xmx`. |
                | `SLUICE_JAVA_OPTIONS` | Additional Java options. |
                | `SLUICE_CLASS_PATH` | Libraries that your routes need besides those in `lib/`. |
                | `SLUICE_TENANT_PASSWORD` | Password that `sluice tenant add` and `sluice tenant password` would ask for. |
                | `SUDO_USER` | Recorded in the audit as the author of a change; without it, the owner of the process. |
                """).toString();
    }
}
