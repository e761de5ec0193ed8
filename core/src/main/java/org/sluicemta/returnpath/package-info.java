/**
 * The signed token in the envelope sender (VERP) that joins what comes back to what was sent. Opaque, case-insensitive, at most 64 octets. Start with {@link org.sluicemta.returnpath.ReturnPathToken}.
 */
@NullMarked
package org.sluicemta.returnpath;

import org.jspecify.annotations.NullMarked;
