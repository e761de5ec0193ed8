package org.sluicemta.store.suppression;

import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/**
 * What holds for every line of a file that does not say otherwise.
 *
 * @param source written into every entry, {@code import:FILE}: what undoing goes by
 * @param keepOrigin whether source, by and created are taken from the file where it has them: for bringing an export back
 */
public record ImportSettings(
        SuppressionScope scope, SuppressionReason reason, String source, String by, boolean keepOrigin) {}
