/**
 * Recognises bounces that no standard describes. Mailers that phrases can describe are in {@code phrases.xml}
 * ({@link org.sluicemta.phrase.Mailer}); those that take an algorithm have a small class each, found by its name.
 *
 * <p>Start at {@link org.sluicemta.bounce.text.Recognisers}, which tries them in the order of the file. They see a
 * {@link org.sluicemta.bounce.text.ReportText}: the words of the report without the returned original. Most of them read
 * the list of addresses with {@link org.sluicemta.bounce.text.AddressBlocks}. A rule is written for a mailer or a language,
 * never for a single message.
 */
@NullMarked
package org.sluicemta.bounce.text;

import org.jspecify.annotations.NullMarked;
