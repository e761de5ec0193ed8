package org.sluicemta.conf.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;

/**
 * Collects all problems, so that an operator sees them at once, and all settings read, so that they can be explained.
 * Not thread-safe.
 */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final Map<String, String> lines = new HashMap<>();

    /** See {@link Problem} for the parts of the message. */
    public void add(String where, String what, String hint) {
        Problem problem = new Problem(where, what, hint);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** Something that works but is probably not intended. It doesn't prevent a start. */
    public void warn(String where, String what, String hint) {
        Problem warning = new Problem(where, what, hint);
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    void read(Setting setting) {
        settings.add(setting);
    }

    /** Of several elements with the same path the first one counts. A named element is also found without its name. */
    void place(XmlElement element, String path) {
        lines.putIfAbsent(Places.key(element.file(), path), element.where());
        if (path.endsWith("]")) {
            lines.putIfAbsent(Places.key(element.file(), path.substring(0, path.lastIndexOf('['))), element.where());
        }
    }

    /** File and line of every element read. */
    public Places places() {
        return new Places(lines);
    }

    /** Every setting that was read, in the order of reading. */
    public List<Setting> settings() {
        return List.copyOf(settings);
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }

    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    public int count() {
        return found.size();
    }

    /** Throws if there were any problems. */
    public void raise() throws ConfigurationException {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }
}
