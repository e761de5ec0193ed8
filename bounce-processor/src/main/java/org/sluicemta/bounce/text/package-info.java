/**
 * Recognisers of the bounces that no standard describes: one small class for each mailer or family, found by its name.
 *
 * <p>Start at {@link org.sluicemta.bounce.text.Recognisers}, the list of them in the order they are asked. What they see
 * is a {@link org.sluicemta.bounce.text.ReportText}: the words of the report with the returned original cut off. Most of
 * them only say how to know the mailer and leave the reading of its list of addresses to
 * {@link org.sluicemta.bounce.text.AddressBlocks}. Rules are written for a mailer or a language, never for a message.
 */
@NullMarked
package org.sluicemta.bounce.text;

import org.jspecify.annotations.NullMarked;
