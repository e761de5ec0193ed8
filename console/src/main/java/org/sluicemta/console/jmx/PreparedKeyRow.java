package org.sluicemta.console.jmx;

import org.sluicemta.console.operation.DkimOperations;

/**
 * A signing key that waits for its record to be published.
 *
 * @param domain as it is in DNS
 * @param name owner name of its TXT record
 * @param value text of its TXT record
 * @param zoneLine the record as a line of a zone file
 */
public record PreparedKeyRow(String file, String domain, String selector, String name, String value, String zoneLine) {
    static PreparedKeyRow of(DkimOperations.Prepared key) {
        return new PreparedKeyRow(
                key.file().toString(),
                key.domain(),
                key.selector(),
                key.dns().name(),
                key.dns().value(),
                key.dns().zoneLine());
    }
}
