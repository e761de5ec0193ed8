package org.sluicemta.mail;

import java.util.Optional;

/**
 * Converts non-ASCII domain names to A-labels: IDNA 2008 (RFC 5891) with the mapping of UTS 46. The JDK lacks the
 * Unicode tables for it ({@link java.net.IDN} is IDNA 2003), so the module {@code idn} provides this as a {@link
 * java.util.ServiceLoader} service.
 */
@FunctionalInterface
public interface IdnConversion {
    /** The A-labels in lower case; empty when no host can have this name. */
    Optional<String> ascii(String name);
}
