/**
 * The words by which reports and answers are recognised, as data: {@code phrases.xml} fills a
 * {@link org.sluicemta.phrase.PhraseBook}, whose families ({@link org.sluicemta.phrase.PhraseFamily}) are looked for with
 * {@link org.sluicemta.phrase.Phrases}. What is done with a phrase that was found is decided by those who ask: the bounce
 * processor, and the table of answers for the words about parties. Start at {@link org.sluicemta.phrase.PhraseFamily}.
 */
@NullMarked
package org.sluicemta.phrase;

import org.jspecify.annotations.NullMarked;
