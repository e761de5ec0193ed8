package org.sluicemta.conf.xml;

import java.util.Set;
import java.util.TreeSet;

/** What a reader has asked an element for. Everything else that was written there is a problem. */
final class ExpectedParts {
    private final Set<String> attributes = new TreeSet<>();
    private final Set<String> elements = new TreeSet<>();
    private boolean text;
    private boolean anything;

    void attribute(String name) {
        attributes.add(name);
    }

    void element(String name) {
        elements.add(name);
    }

    void text() {
        text = true;
    }

    void anything() {
        anything = true;
    }

    /** Reports unknown attributes, unknown child elements and text, in this order. */
    void refuseOthers(XmlElement element, ElementPlace place, Problems problems) {
        if (anything) {
            return;
        }
        String has = "<" + element.name() + "> has no ";
        for (String name : element.attributes().keySet()) {
            if (!attributes.contains(name)) {
                problems.add(
                        element.where(),
                        place.explain(has + "attribute \"" + name + "\""),
                        Nearest.hint(name, attributes));
            }
        }
        for (XmlElement child : element.children()) {
            if (!elements.contains(child.name())) {
                problems.add(
                        child.where(),
                        place.explain(has + "element <" + child.name() + ">"),
                        Nearest.hint(child.name(), elements));
            }
        }
        if (!text && !element.text().isEmpty()) {
            String what = "text is not allowed in <" + element.name() + ">, got \"" + element.text() + "\"";
            problems.add(element.where(), place.explain(what), "Take it out");
        }
    }
}
