package org.sluicemta.chain;

import java.util.List;
import java.util.Map;

/** A parameter of a mailet, as an element of XML: some have elements inside. */
public record Parameter(String name, Map<String, String> attributes, List<Parameter> children, String text) {
    public Parameter {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }
}
