/**
 * The words by which reports and replies are recognised, as data. {@code phrases.xml} fills a
 * {@link org.sluicemta.phrase.PhraseBook}: families of phrases ({@link org.sluicemta.phrase.PhraseFamily}), which are found
 * with {@link org.sluicemta.phrase.Phrases}, and the mailers that phrases describe ({@link org.sluicemta.phrase.Mailer}).
 * What a phrase leads to is decided by those who look for it: the bounce processor, and the response table for the words
 * about parties. Start at {@link org.sluicemta.phrase.PhraseFamily}.
 */
@NullMarked
package org.sluicemta.phrase;

import org.jspecify.annotations.NullMarked;
