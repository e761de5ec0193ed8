/**
 * Internationalised domain names, the one thing that the words of {@code core} need a library for: ICU4J has the tables
 * of UTS 46. Names are compared in every room, in static calls deep inside parsers, so handing a converter to each of
 * them would cost more than it explains; it is found as a service, as the JDK finds its charsets. Nothing refers to this
 * module in code; it must be on the class path. Start with {@link org.sluicemta.idn.Uts46Conversion}. RFC 5890, RFC 5891.
 */
@NullMarked
package org.sluicemta.idn;

import org.jspecify.annotations.NullMarked;
