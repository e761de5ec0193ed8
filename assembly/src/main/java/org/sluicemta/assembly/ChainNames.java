package org.sluicemta.assembly;

import java.util.Optional;
import org.sluicemta.conf.file.ChainClassCheck.Fault;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.smtp.container.ChainClasses;

/** What to say about a name in a chain that is neither a mailet nor a matcher. */
final class ChainNames {
    private ChainNames() {}

    static Optional<Fault> fault(ChainClasses wanted, ChainClasses other, String name) {
        if (wanted.find(name).isPresent()) {
            return Optional.empty();
        }
        if (other.find(name).isPresent()) {
            return Optional.of(new Fault(
                    "\"" + name + "\" is a " + other.word() + ", not a " + wanted.word(),
                    other == ChainClasses.MATCHERS ? "Write it into match" : "Write it into class"));
        }
        return Optional.of(new Fault("there is no " + wanted.word() + " \"" + name + "\"", hint(wanted, name)));
    }

    private static String hint(ChainClasses wanted, String name) {
        return Nearest.to(name, wanted.names())
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElse("docs/reference/mailets.md and docs/reference/stock-mailets.md list them");
    }
}
