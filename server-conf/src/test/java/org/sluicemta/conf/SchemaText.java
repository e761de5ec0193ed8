package org.sluicemta.conf;

import java.util.Map;
import java.util.TreeMap;
import org.sluicemta.conf.xml.ElementDescription;
import org.sluicemta.conf.xml.ElementDescription.Attribute;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.ValueType;

/** Renders what a reader asks for as an XML schema, for editors. */
final class SchemaText {
    private static final String ANY_ORDER = "<xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">";
    private static final String OR_NONE = "-or-none";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, ValueType<?>> types = new TreeMap<>();
    private final Map<String, ValueType<?>> orNone = new TreeMap<>();

    private SchemaText() {}

    /** @param title {@code egress.xml: what it is about.} */
    static String render(String title, ElementDescription root) {
        SchemaText schema = new SchemaText();
        schema.line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        schema.line(0, "<!-- Made from the reader of the file: see SchemaTest. -->");
        schema.line(0, "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" elementFormDefault=\"qualified\">");
        schema.documentation(1, title);
        schema.text.append('\n');
        schema.element(1, root, "");
        schema.types();
        schema.line(0, "</xs:schema>");
        return schema.text.toString();
    }

    private void element(int depth, ElementDescription element, String occurs) {
        String type = element.text()
                .filter(own -> !element.attributes().iterator().hasNext())
                .map(this::type)
                .orElse("");
        line(
                depth,
                "<xs:element name=\"" + element.name() + "\"" + occurs
                        + (type.isEmpty() ? "" : " type=\"" + type + "\"") + ">");
        documentation(depth + 1, element.help());
        if (type.isEmpty()) {
            content(depth + 1, element);
        }
        line(depth, "</xs:element>");
    }

    private void content(int depth, ElementDescription element) {
        if (element.text().isPresent()) {
            line(depth, "<xs:complexType>");
            line(depth + 1, "<xs:simpleContent>");
            line(depth + 2, "<xs:extension base=\"" + type(element.text().get()) + "\">");
            element.attributes().forEach(attribute -> attribute(depth + 3, attribute));
            line(depth + 2, "</xs:extension>");
            line(depth + 1, "</xs:simpleContent>");
        } else if (element.isOpen()) {
            line(depth, "<xs:complexType mixed=\"true\">");
            line(
                    depth + 1,
                    "<xs:sequence><xs:any minOccurs=\"0\" maxOccurs=\"unbounded\" processContents=\"skip\"/></xs:sequence>");
            element.attributes().forEach(attribute -> attribute(depth + 1, attribute));
        } else {
            line(depth, "<xs:complexType>");
            if (element.children().iterator().hasNext()) {
                line(depth + 1, ANY_ORDER);
                element.children()
                        .forEach(child -> element(depth + 2, child, " minOccurs=\"0\" maxOccurs=\"unbounded\""));
                line(depth + 1, "</xs:choice>");
            }
            element.attributes().forEach(attribute -> attribute(depth + 1, attribute));
        }
        line(depth, "</xs:complexType>");
    }

    private void attribute(int depth, Attribute attribute) {
        String type = type(attribute.type());
        if (!attribute.needed() && !type.startsWith("xs:")) {
            orNone.put(type, attribute.type());
            type += OR_NONE;
        }
        line(
                depth,
                "<xs:attribute name=\"" + attribute.name() + "\" type=\"" + type + "\""
                        + (attribute.needed() ? " use=\"required\"" : "") + ">");
        String otherwise = attribute.otherwise();
        documentation(depth + 1, attribute.help() + (otherwise.isEmpty() ? "" : " Default: " + otherwise + "."));
        line(depth, "</xs:attribute>");
    }

    private String type(ValueType<?> type) {
        if (type.form().equals(Form.TEXT)) {
            return "xs:string";
        }
        types.put(type.form().name(), type);
        return type.form().name();
    }

    private void types() {
        text.append('\n');
        types.forEach((name, type) -> {
            line(1, "<xs:simpleType name=\"" + name + "\">");
            documentation(2, type.description());
            line(2, "<xs:union memberTypes=\"from-environment\">");
            line(3, "<xs:simpleType>");
            line(4, "<xs:restriction base=\"xs:string\">" + facets(type.form()) + "</xs:restriction>");
            line(3, "</xs:simpleType>");
            line(2, "</xs:union>");
            line(1, "</xs:simpleType>");
        });
        orNone.forEach((name, type) -> {
            line(1, "<xs:simpleType name=\"" + name + OR_NONE + "\">");
            documentation(2, type.description());
            line(2, "<xs:union memberTypes=\"" + name + " none\"/>");
            line(1, "</xs:simpleType>");
        });
        line(1, "<xs:simpleType name=\"from-environment\">");
        documentation(2, "filled in from the environment, checked when it is read");
        line(2, "<xs:restriction base=\"xs:string\"><xs:pattern value=\".*[$][{]env:.*\"/></xs:restriction>");
        line(1, "</xs:simpleType>");
        line(1, "<xs:simpleType name=\"none\">");
        documentation(2, "nothing, which is the same as leaving the attribute out");
        line(2, "<xs:restriction base=\"xs:string\"><xs:length value=\"0\"/></xs:restriction>");
        line(1, "</xs:simpleType>");
    }

    private static String facets(Form form) {
        if (form.words().isEmpty()) {
            return "<xs:pattern value=\"" + escaped(form.pattern()) + "\"/>";
        }
        StringBuilder words = new StringBuilder();
        form.words()
                .forEach(word -> words.append("<xs:enumeration value=\"")
                        .append(escaped(word))
                        .append("\"/>"));
        return words.toString();
    }

    private void documentation(int depth, String words) {
        line(depth, "<xs:annotation><xs:documentation>" + escaped(words) + "</xs:documentation></xs:annotation>");
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void line(int depth, String words) {
        text.append("  ".repeat(depth)).append(words).append('\n');
    }
}
