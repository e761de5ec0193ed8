package org.sluicemta.mail;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A message in a chain that knows which parts are still as received, so that they need not be rewritten. */
public interface ReceivedParts {
    /** The whole message when nothing was changed, else null. */
    @Nullable
    MessageContent unchanged();

    /** Everything after the empty line that ends the header, when it wasn't changed; else null. */
    @Nullable
    MessageContent unchangedBody() throws IOException;
}
