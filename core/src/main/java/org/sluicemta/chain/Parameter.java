package org.sluicemta.chain;

import java.util.List;
import java.util.Map;

/** A mailet parameter as an XML element; some have child elements. */
public record Parameter(String name, Map<String, String> attributes, List<Parameter> children, String text) {
    public Parameter {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }
}
