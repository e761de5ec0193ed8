package org.sluicemta.conf.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;

/**
 * Collects problems, so that an operator sees all of them at once, and the settings that were read, so that they can be
 * explained. Not thread-safe.
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

    /** Something that works, but is hardly what is wanted. Nothing is kept from starting by it. */
    public void warn(String where, String what, String hint) {
        Problem warning = new Problem(where, what, hint);
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    void read(Setting setting) {
        settings.add(setting);
    }

    /** Of several elements with the same path the first counts; one that has a name is found without it, too. */
    void place(XmlElement element, String path) {
        lines.putIfAbsent(Places.key(element.file(), path), element.where());
        if (path.endsWith("]")) {
            lines.putIfAbsent(Places.key(element.file(), path.substring(0, path.lastIndexOf('['))), element.where());
        }
    }

    /** Where every element stands that was read. */
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

    /** Throws when there was any. */
    public void raise() throws ConfigurationException {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }
}
