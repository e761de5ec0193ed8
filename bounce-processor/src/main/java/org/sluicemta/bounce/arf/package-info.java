/**
 * Complaints in the abuse reporting format: RFC 5965, RFC 6591, and the dialects of feedback loops.
 *
 * <p>Start with {@link org.sluicemta.bounce.arf.ArfReader}.
 */
@NullMarked
package org.sluicemta.bounce.arf;

import org.jspecify.annotations.NullMarked;
