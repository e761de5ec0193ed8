package org.sluicemta.mail;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A message in a chain that can tell what of it is still as it was received, so that nobody writes that anew. */
public interface ReceivedParts {
    /** All of it, when nothing was changed; else null. */
    @Nullable
    MessageContent unchanged();

    /** What follows the empty line after the header, when that was not changed; else null. */
    @Nullable
    MessageContent unchangedBody() throws IOException;
}
