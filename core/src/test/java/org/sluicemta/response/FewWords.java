package org.sluicemta.response;

import java.util.List;
import java.util.Map;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.PhraseGroup;

/** A word or two for each party. */
final class FewWords {
    static final PartyWords PARTIES = new PartyWords(new PhraseBook(Map.of(
            PhraseFamily.PARTY_ASIDE, words("returned to sender", "sender should", "by the sender"),
            PhraseFamily.PARTY_SENDER, words("*sender*", "mail from", "your envelope"),
            PhraseFamily.PARTY_CLIENT, words("client", "client host", "helo"),
            PhraseFamily.PARTY_RECIPIENT, words("recipient"),
            PhraseFamily.PARTY_MAILBOX, words("user", "mailbox", "address"),
            PhraseFamily.PARTY_REFUSAL, words("reject*", "refus*"))));

    private FewWords() {}

    private static PhraseGroup words(String... phrases) {
        return new PhraseGroup(List.of(phrases), List.of(), List.of());
    }
}
