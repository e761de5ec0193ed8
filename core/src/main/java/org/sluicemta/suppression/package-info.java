/**
 * Who must not be mailed: entries by address or domain, global, per tenant or per stream, each with its reason and
 * evidence. Start with {@link org.sluicemta.suppression.SuppressionList}.
 */
@NullMarked
package org.sluicemta.suppression;

import org.jspecify.annotations.NullMarked;
