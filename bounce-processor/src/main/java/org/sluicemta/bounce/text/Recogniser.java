package org.sluicemta.bounce.text;

import java.util.Optional;

/** Knows the reports of one mailer or family. Implementations keep no state. */
interface Recogniser {

    /** What the report says, or empty when it is not from this mailer. */
    Optional<TextReport> read(ReportText text);
}
