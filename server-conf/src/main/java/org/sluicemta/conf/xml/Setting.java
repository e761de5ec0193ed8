package org.sluicemta.conf.xml;

/**
 * A setting in force.
 *
 * @param file name of the file
 * @param path of the element, from below the root: {@code pools/pool[marketing]/source[mkt-1]}
 * @param name of the attribute; empty for the element's own text
 * @param value as it would be written; secrets as {@code [REDACTED]}
 * @param given whether it is set in the file; otherwise it is the default
 */
public record Setting(String file, String path, String name, String value, boolean given) {
    @Override
    public String toString() {
        String at = name.isEmpty() ? path : path.isEmpty() ? "@" + name : path + "/@" + name;
        return at + " = " + value + (given ? "" : "  (default)");
    }
}
