package org.sluicemta.bounce;

import java.util.Optional;

/** Reads one family of reports. Implementations keep no state. */
interface ReportReader {

    /** What the message reports, or empty if it isn't of this family. */
    Optional<Finding> read(MessageView message);
}
