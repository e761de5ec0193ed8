package org.sluicemta.gateway.dns;

import java.util.List;
import org.xbill.DNS.Record;

/** How one lookup ended. */
sealed interface RecordAnswer {
    /** At least one record of the type asked for. */
    record Found(List<Record> records) implements RecordAnswer {}

    /** The name exists but has no record of that type. */
    record NoRecords() implements RecordAnswer {}

    /** NXDOMAIN. */
    record NoName() implements RecordAnswer {}

    /** SERVFAIL, timeout, a broken zone; text for logs and replies. */
    record Failed(String text) implements RecordAnswer {}
}
