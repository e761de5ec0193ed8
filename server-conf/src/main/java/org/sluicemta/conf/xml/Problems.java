package org.sluicemta.conf.xml;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;

/** Collects problems, so that an operator sees all of them at once. Not thread-safe. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** See {@link Problem} for the parts of the message. */
    public void add(String where, String what, String mend) {
        Problem problem = new Problem(where, what, mend);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    public List<Problem> all() {
        return List.copyOf(found);
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
