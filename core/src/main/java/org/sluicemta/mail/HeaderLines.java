package org.sluicemta.mail;

import java.io.IOException;
import java.util.List;

/** A message in a chain that accepts any number of header fields on top, in one step. */
public interface HeaderLines {
    /** @param lines folded as they will be sent, without the final line end; one octet per character */
    void putOnTop(List<String> lines) throws IOException;
}
