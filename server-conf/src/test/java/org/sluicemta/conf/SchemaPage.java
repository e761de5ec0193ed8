package org.sluicemta.conf;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Renders a schema as a page of tables. */
final class SchemaPage {
    private final StringBuilder page = new StringBuilder();

    private SchemaPage() {}

    /** All element names, and attribute names after an at-sign. */
    static Set<String> names(InputStream schema) throws Exception {
        Set<String> names = new TreeSet<>();
        collect(root(schema), names);
        return names;
    }

    private static void collect(Element element, Set<String> names) {
        for (Element child : children(element)) {
            if (child.getLocalName().equals("element")) {
                names.add(child.getAttribute("name"));
            } else if (child.getLocalName().equals("attribute")) {
                names.add("@" + child.getAttribute("name"));
            }
            collect(child, names);
        }
    }

    /** A section for one file. */
    static String render(InputStream schema) throws Exception {
        Element root = root(schema);
        SchemaPage made = new SchemaPage();
        String title = documentation(root);
        made.page.append("## ").append(title, 0, title.indexOf(':')).append("\n\n");
        made.page
                .append(capitalised(title.substring(title.indexOf(':') + 1).strip()))
                .append("\n\n");
        made.page.append("| setting | type | description |\n|---|---|---|\n");
        children(root).stream()
                .filter(child -> child.getLocalName().equals("element"))
                .forEach(child -> made.element(child, ""));
        return made.page.append('\n').toString();
    }

    private void element(Element element, String above) {
        String path = above + "<" + element.getAttribute("name") + ">";
        row(path, form(element), documentation(element));
        for (Element attribute : descend(element, "attribute")) {
            row(
                    path + " " + attribute.getAttribute("name"),
                    type(attribute.getAttribute("type"))
                            + (attribute.getAttribute("use").isEmpty() ? "" : ", needed"),
                    documentation(attribute));
        }
        descend(element, "element").forEach(child -> element(child, path + " "));
    }

    private static String form(Element element) {
        String type = element.getAttribute("type");
        if (type.isEmpty()) {
            List<Element> extension = descend(element, "extension");
            type = extension.isEmpty() ? "" : extension.get(0).getAttribute("base");
        }
        return type.isEmpty() ? "" : type(type);
    }

    private static String type(String name) {
        return name.equals("xs:string")
                ? "text"
                : name.replaceFirst("-or-none$", "").replace('-', ' ');
    }

    private void row(String where, String form, String what) {
        page.append("| `").append(where).append("` | ").append(form).append(" | ");
        page.append(what.replace("|", "\\|")).append(" |\n");
    }

    /** The nearest elements of that name below, not those inside another element of the schema. */
    private static List<Element> descend(Element from, String name) {
        List<Element> found = new ArrayList<>();
        for (Element child : children(from)) {
            if (child.getLocalName().equals(name)) {
                found.add(child);
            } else if (!child.getLocalName().equals("element")) {
                found.addAll(descend(child, name));
            }
        }
        return found;
    }

    private static String documentation(Element element) {
        Optional<Element> annotation = children(element).stream()
                .filter(child -> child.getLocalName().equals("annotation"))
                .findFirst();
        return annotation.map(Element::getTextContent).orElse("").strip();
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static Element root(InputStream schema) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(schema).getDocumentElement();
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
