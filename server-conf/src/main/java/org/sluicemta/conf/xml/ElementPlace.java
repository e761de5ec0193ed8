package org.sluicemta.conf.xml;

/**
 * Where an element is in its file.
 *
 * @param context for error messages: {@code pool marketing, source mkt-2}; empty at the root
 * @param path for the list of settings: {@code pools/pool[marketing]/source[mkt-2]}; empty at the root
 */
record ElementPlace(String context, String path) {
    static final ElementPlace ROOT = new ElementPlace("", "");

    ElementPlace child(XmlElement child) {
        String name = child.attributes().getOrDefault("name", child.attributes().getOrDefault("id", ""));
        String inContext = name.isEmpty() ? "" : child.name() + " " + name;
        String inPath = name.isEmpty() ? child.name() : child.name() + "[" + name + "]";
        return new ElementPlace(join(context, ", ", inContext), join(path, "/", inPath));
    }

    /** Path of an element without a name. */
    String pathOf(String element) {
        return join(path, "/", element);
    }

    /** Puts the context before a message. */
    String explain(String what) {
        return join(context, ": ", what);
    }

    private static String join(String first, String between, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + between + second;
    }
}
