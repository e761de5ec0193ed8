package org.sluicemta.delivery;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.PhraseGroup;
import org.sluicemta.response.Blame;
import org.sluicemta.response.ClassPolicy;
import org.sluicemta.response.CodePattern;
import org.sluicemta.response.PartyWords;
import org.sluicemta.response.Permanence;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseRule;
import org.sluicemta.response.RuleTable;
import org.sluicemta.response.StatusPattern;
import org.sluicemta.response.TextPattern;

/** The shipped classes, each with a rule that its own name matches: {@code row unknown recipient}. */
final class PolicyTable {
    /** As many as the reports of these tests need. */
    static final PhraseBook PHRASES = new PhraseBook(Map.of(
            PhraseFamily.DAEMON, phrases("mailer-daemon", "mail delivery"),
            PhraseFamily.REPORT_SUBJECT, phrases("undeliver", "failure notice"),
            PhraseFamily.FAILED, phrases("could not be delivered")));

    private PolicyTable() {}

    private static PhraseGroup phrases(String... phrases) {
        return new PhraseGroup(List.of(phrases), List.of(), List.of());
    }

    static RuleTable table() {
        List<ResponseRule> rules = new ArrayList<>();
        Map<ResponseClass, ClassPolicy> policies = new EnumMap<>(ResponseClass.class);
        for (ResponseClass each : ResponseClass.values()) {
            rules.add(new ResponseRule(
                    each.label(),
                    each,
                    Set.of(),
                    Set.of(),
                    CodePattern.ANY,
                    StatusPattern.ANY,
                    List.of(TextPattern.parse(words(each))),
                    List.of()));
            policies.put(each, new ClassPolicy(each, Permanence.AS_CODED, blame(each), suppressAfter(each), "default"));
        }
        return new RuleTable(rules, policies, new PartyWords(PHRASES));
    }

    static String words(ResponseClass each) {
        return "row " + each.label().replace('-', ' ');
    }

    /** What the shipped responses.xml says; a test of server-conf holds it to the same. */
    static int suppressAfter(ResponseClass each) {
        return switch (each) {
            case UNKNOWN_RECIPIENT, UNKNOWN_DOMAIN, MOVED -> 1;
            case INACTIVE_RECIPIENT -> 2;
            case MAILBOX_FULL -> 5;
            case MESSAGE_TOO_LARGE,
                    CONTENT_REFUSED,
                    SPAM_CONTENT,
                    VIRUS,
                    AUTHENTICATION_FAILED,
                    SOURCE_BLOCKED,
                    RATE_LIMITED,
                    GREYLISTED,
                    RELAY_REFUSED,
                    PROTOCOL_ERROR,
                    SITE_UNAVAILABLE,
                    CONNECTION_FAILED,
                    TIME_OUT,
                    TLS_FAILED,
                    EXPIRED,
                    OTHER -> 0;
        };
    }

    private static Blame blame(ResponseClass each) {
        return suppressAfter(each) > 0 ? Blame.RECIPIENT : Blame.SOURCE;
    }
}
