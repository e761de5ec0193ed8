package org.sluicemta.mail;

import java.io.IOException;
import java.util.List;

/** A message in a chain that takes header fields on top of all others in one step, however many there are. */
public interface HeaderLines {
    /** @param lines folded as they will be sent, without the last line end; an octet in each character */
    void putOnTop(List<String> lines) throws IOException;
}
