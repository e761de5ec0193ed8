package org.sluicemta.conf.xml;

import java.util.List;
import java.util.Map;

/**
 * An element with its position. Environment variables are already expanded.
 *
 * @param file name of the file, without directories
 * @param line where the start tag ends, from 1
 * @param attributes in the order written
 * @param text all character data directly inside, trimmed
 */
public record XmlElement(
        String file, int line, String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    /** {@code egress.xml:41}. */
    public String where() {
        return file + ":" + line;
    }
}
