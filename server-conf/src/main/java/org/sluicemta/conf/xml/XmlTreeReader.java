package org.sluicemta.conf.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sluicemta.disk.FileTrouble;

/**
 * Parses an XML file into a tree. Document types and external entities are refused (XXE). A file has at most {@link
 * #MAX_BYTES} bytes, {@link #MAX_DEPTH} levels and {@link #MAX_ELEMENTS} elements.
 */
public final class XmlTreeReader {
    static final long MAX_BYTES = 8L << 20;
    static final int MAX_DEPTH = 32;
    static final int MAX_ELEMENTS = 100_000;

    private final Problems problems;
    private final EnvironmentText environment;
    private int elements;

    public XmlTreeReader(Map<String, String> environment, Problems problems) {
        this.problems = problems;
        this.environment = new EnvironmentText(environment, problems);
    }

    /** The root element, or empty if the file isn't readable XML, which is then reported. */
    public Optional<XmlElement> read(Path path) {
        String file = Objects.requireNonNull(path.getFileName()).toString();
        try {
            return readable(path, file);
        } catch (NoSuchFileException e) {
            problems.add(
                    file, "the file is missing, looked for " + path, "Put the shipped one there: sluice config init");
        } catch (IOException e) {
            problems.add(file, "the file cannot be read: " + FileTrouble.of(e), "");
        } catch (XMLStreamException e) {
            problems.add(file + ":" + lineOf(e), "not well-formed XML: " + reason(e), "");
        }
        return Optional.empty();
    }

    private Optional<XmlElement> readable(Path path, String file) throws IOException, XMLStreamException {
        long size = Files.size(path);
        if (size > MAX_BYTES) {
            problems.add(file, "the file is too large, got " + size + " bytes", "Keep it under " + MAX_BYTES);
            return Optional.empty();
        }
        elements = 0;
        try (InputStream in = Files.newInputStream(path)) {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            try {
                return Optional.of(root(xml, file));
            } finally {
                xml.close();
            }
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private XmlElement root(XMLStreamReader xml, String file) throws XMLStreamException {
        while (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a document type is not allowed", xml.getLocation());
            }
            xml.next();
        }
        XmlElement root = element(xml, file, 1);
        while (xml.hasNext()) {
            xml.next();
        }
        return root;
    }

    /** Reads from a start tag to its end tag. Depth is bounded, so recursion is too. */
    private XmlElement element(XMLStreamReader xml, String file, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw new XMLStreamException(
                    "more than " + MAX_DEPTH + " levels or " + MAX_ELEMENTS + " elements", xml.getLocation());
        }
        int line = xml.getLocation().getLineNumber();
        String name = xml.getLocalName();
        Map<String, String> attributes = attributes(xml, file + ":" + line);
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            switch (xml.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(xml, file, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("unknown entity &" + xml.getLocalName() + ";", xml.getLocation());
                default -> {}
            }
        }
        String filled = environment.fill(text.toString().strip(), file + ":" + line);
        return new XmlElement(file, line, name, attributes, List.copyOf(children), filled);
    }

    private Map<String, String> attributes(XMLStreamReader xml, String where) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            // Attributes in other namespaces (xsi:noNamespaceSchemaLocation) are for editors.
            String namespace = xml.getAttributeNamespace(i);
            if (namespace == null || namespace.isEmpty()) {
                attributes.put(xml.getAttributeLocalName(i), environment.fill(xml.getAttributeValue(i), where));
            }
        }
        return attributes;
    }

    private static int lineOf(XMLStreamException e) {
        return e.getLocation() == null ? 1 : Math.max(e.getLocation().getLineNumber(), 1);
    }

    /** The parser's message has its position and text on two lines; we print the position ourselves. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("Message: ");
        return (at < 0 ? message : message.substring(at + 9))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
