package org.sluicemta.response;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.phrase.PhraseFamily;

/**
 * Decides whom a reply is about: by its phase, its enhanced status, and the words around those that determined its
 * class. When in doubt it isn't the recipient. One reply about us, mistaken for one about a recipient, would suppress
 * everyone we write to at that site.
 */
final class PartyFinder {
    /** A longer clause says more than who is meant. */
    private static final int SHORT = 40;

    private static final Pattern IP_ADDRESS =
            Pattern.compile("(?<![0-9.])[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}(?![0-9])|\\[ipv6:");

    private final AnswerReading answer;
    private final PartyWords words;
    private final Clauses clauses;

    PartyFinder(AnswerReading answer, PartyWords words) {
        this.answer = answer;
        this.words = words;
        this.clauses = new Clauses(answer.text(), words);
    }

    /**
     * @param decided the words that determined the class; the whole text when the codes did
     * @param found a class that suppresses
     */
    Party of(TextSpan decided, ResponseClass found) {
        Party byPhase = byPhase();
        if (byPhase != null) {
            return byPhase;
        }
        Party byStatus = byStatus();
        if (byStatus != null) {
            return byStatus;
        }
        Party refused = refusedAbove(new Clauses(answer.before(), words));
        if (refused != null) {
            return refused;
        }
        Party named = named(decided);
        return named == null ? unnamed(decided, found) : named;
    }

    private @Nullable Party byPhase() {
        return switch (answer.saidPhase()) {
            // RFC 7504 section 3: the host takes no mail at all; other hosts of the domain may.
            case CONNECT, TLS, EHLO, AUTH -> answer.code() == 521 || answer.code() == 556 ? Party.SITE : Party.CLIENT;
            case MAIL -> words.in(PhraseFamily.PARTY_CLIENT, answer.text()) ? Party.CLIENT : Party.SENDER;
            case DNS -> Party.RECIPIENT;
            case RCPT, DATA, END_OF_DATA, REPORT -> null;
        };
    }

    /** RFC 3463 section 3.2 for X.1.7 and X.1.8; RFC 7372 section 3; RFC 7505 section 4.2 for X.7.27. */
    private @Nullable Party byStatus() {
        EnhancedStatus status = answer.status();
        if (status == null) {
            return null;
        }
        if (status.subject() == 1 && (status.detail() == 7 || status.detail() == 8)) {
            return Party.SENDER;
        }
        if (status.subject() != 7 || status.detail() < 20 || status.detail() > 29) {
            return null;
        }
        return status.detail() == 25 ? Party.CLIENT : Party.SENDER;
    }

    /** The party named in the deciding words, above them, or right after them; null when there is none. */
    private @Nullable Party named(TextSpan decided) {
        Party own = in(clauses.around(decided));
        if (own == Party.RECIPIENT) {
            Party other = beside(decided);
            return other == null ? own : other;
        }
        Party above = own == null ? heading(clauses.first(decided)) : own;
        return above == null ? labelBehind(decided) : above;
    }

    /** The party of the nearest earlier clause that names one. */
    private @Nullable Party heading(int clause) {
        for (int i = clause - 1; i >= 0; i--) {
            Party party = in(clauses.text(i));
            if (party != null) {
                return party;
            }
        }
        return null;
    }

    /**
     * The sender or the client, where a clause says it was refused; what follows is the reason. {@code Sender address
     * rejected: undeliverable address: host mx.example.org said: 550 recipient unknown}.
     */
    private @Nullable Party refusedAbove(Clauses above) {
        for (int i = 0; i < above.size(); i++) {
            Party party = in(above.text(i));
            if (party != null && party != Party.RECIPIENT && words.in(PhraseFamily.PARTY_REFUSAL, above.text(i))) {
                return party;
            }
        }
        return null;
    }

    /**
     * Whether the words mean somebody other than the recipient they name: a party refused earlier, or a label next to
     * them.
     */
    private @Nullable Party beside(TextSpan decided) {
        Party refused = refusedAbove(clauses.before(decided));
        Party above = refused == null ? label(clauses.first(decided), -1) : refused;
        return above == null ? labelBehind(decided) : above;
    }

    private @Nullable Party labelBehind(TextSpan decided) {
        Party next = label(clauses.last(decided), 1);
        return next == null ? label(clauses.size(), -1) : next;
    }

    /**
     * The sender or the client, where the next clause with letters says no more than that: {@code (sender address)}.
     */
    private @Nullable Party label(int from, int step) {
        int clause = from + step;
        while (clauses.has(clause) && clauses.text(clause).chars().noneMatch(Character::isLetter)) {
            clause += step;
        }
        if (!clauses.has(clause) || clauses.text(clause).length() > SHORT) {
            return null;
        }
        Party party = in(clauses.text(clause));
        return party == Party.RECIPIENT ? null : party;
    }

    private @Nullable Party in(String clause) {
        if (words.in(PhraseFamily.PARTY_SENDER, clause)) {
            return Party.SENDER;
        }
        if (words.in(PhraseFamily.PARTY_CLIENT, clause)) {
            return Party.CLIENT;
        }
        return words.in(PhraseFamily.PARTY_RECIPIENT, clause) ? Party.RECIPIENT : null;
    }

    /** The words that determined the class name nobody; this is what a bare predicate can mean there. */
    private Party unnamed(TextSpan decided, ResponseClass found) {
        String around = clauses.around(decided);
        boolean bare = found == ResponseClass.UNKNOWN_DOMAIN
                || !words.in(PhraseFamily.PARTY_MAILBOX, around) && !around.contains("@");
        if (!bare || found == ResponseClass.MAILBOX_FULL) {
            return Party.RECIPIENT;
        }
        Party later = anywhere(clauses.last(decided));
        if (later != null) {
            return later;
        }
        if (found == ResponseClass.UNKNOWN_DOMAIN
                && IP_ADDRESS.matcher(clauses.unblanked(decided)).find()) {
            return Party.CLIENT;
        }
        EnhancedStatus status = answer.status();
        if (status != null && status.subject() == 7) {
            return Party.SENDER; // RFC 3463 section 3.8: a policy, and policies are about the sender
        }
        return answer.saidPhase() == Phase.DATA || answer.saidPhase() == Phase.END_OF_DATA
                ? Party.MESSAGE
                : Party.RECIPIENT;
    }

    private @Nullable Party anywhere(int after) {
        for (int i = after + 1; i < clauses.size(); i++) {
            Party party = in(clauses.text(i));
            if (party != null) {
                return party == Party.RECIPIENT ? null : party;
            }
        }
        return null;
    }
}
