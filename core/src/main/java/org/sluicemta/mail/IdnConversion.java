package org.sluicemta.mail;

import java.util.Optional;

/**
 * Turns names outside ASCII into A-labels: IDNA 2008 (RFC 5891) with the mapping of UTS 46. The tables for that are
 * data of Unicode, which the JDK does not have ({@link java.net.IDN} is IDNA 2003), so the module {@code idn} provides
 * it as a {@link java.util.ServiceLoader} service.
 */
@FunctionalInterface
public interface IdnConversion {
    /** The A-labels in lower case; empty when no host can have the name. */
    Optional<String> ascii(String name);
}
