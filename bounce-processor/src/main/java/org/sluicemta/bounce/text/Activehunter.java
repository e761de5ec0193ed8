package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** Active!hunter: {@code >>> address <<<} and the answer below. */
final class Activehunter extends ListingMailer {
    Activehunter() {
        super(
                "activehunter",
                Phrases.of(
                        "メールの送信ができませんでした", "the message could not be sent to the following address", "&gt;&gt;&gt; "),
                Phrases.of(),
                Phrases.of());
    }
}
