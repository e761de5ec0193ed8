package org.sluicemta.conf.xml;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * File and line of each element, for problems that involve several files.
 *
 * @param lines by file and path: {@code egress.xml pools/pool[marketing]} is at {@code egress.xml:41}
 */
public record Places(Map<String, String> lines) {
    public static final Places NONE = new Places(Map.of());

    public Places {
        lines = Map.copyOf(lines);
    }

    static String key(String file, String path) {
        return file + " " + path;
    }

    /** What another reading says about some files, and this one about the others. */
    public Places replacing(Set<String> files, Places other) {
        Map<String, String> all = new HashMap<>();
        lines.forEach((key, line) -> {
            if (!files.contains(file(key))) {
                all.put(key, line);
            }
        });
        other.lines.forEach((key, line) -> {
            if (files.contains(file(key))) {
                all.put(key, line);
            }
        });
        return new Places(all);
    }

    private static String file(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    /**
     * File and line, or just the file if the element is unknown.
     *
     * @param path as in {@link Setting}
     */
    public String of(String file, String path) {
        return lines.getOrDefault(key(file, path), file);
    }
}
