package org.sluicemta.gateway.connection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.sluicemta.gateway.wire.ServerReply;

/** What a server offers in its reply to EHLO, RFC 5321 section 4.1.1.1. Keywords are case-insensitive. */
public final class ServerOffer {
    public static final ServerOffer NOTHING = new ServerOffer(Map.of());

    private final Map<String, String> keywords;

    private ServerOffer(Map<String, String> keywords) {
        this.keywords = Map.copyOf(keywords);
    }

    static ServerOffer read(ServerReply ehlo) {
        Map<String, String> keywords = new HashMap<>();
        List<String> lines = ehlo.lines();
        for (String line : lines.subList(1, lines.size())) {
            // Old servers write AUTH=PLAIN for even older clients.
            String[] parts = line.strip().toUpperCase(Locale.ROOT).split("[ =]+", 2);
            if (!parts[0].isEmpty()) {
                keywords.merge(parts[0], parts.length > 1 ? parts[1] : "", (one, two) -> one + " " + two);
            }
        }
        return new ServerOffer(keywords);
    }

    private boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** RFC 2920. */
    public boolean pipelining() {
        return has("PIPELINING");
    }

    /** RFC 6152. */
    public boolean eightBitMime() {
        return has("8BITMIME");
    }

    /** RFC 6531. */
    public boolean smtpUtf8() {
        return has("SMTPUTF8");
    }

    /** RFC 3461. */
    public boolean dsn() {
        return has("DSN");
    }

    /** RFC 3207. */
    public boolean startTls() {
        return has("STARTTLS");
    }

    /** RFC 8689. */
    public boolean requireTls() {
        return has("REQUIRETLS");
    }

    /** RFC 6710. */
    public boolean priority() {
        return has("MT-PRIORITY");
    }

    /** RFC 9422: most messages on one connection; {@link Integer#MAX_VALUE} if the server gives no limit. */
    public int mostMessages() {
        return limit("MAILMAX");
    }

    /** RFC 9422: most recipients of one message; ours are always of one domain. */
    public int mostRecipients() {
        return Math.min(limit("RCPTMAX"), limit("RCPTDOMAINMAX"));
    }

    private int limit(String name) {
        for (String word : keywords.getOrDefault("LIMITS", "").split(" ")) {
            // RFC 9422 section 4: 1 to 6 digits, the first not zero; anything else is not understood.
            if (word.startsWith(name + "=") && word.substring(name.length() + 1).matches("[1-9][0-9]{0,5}")) {
                return Integer.parseInt(word.substring(name.length() + 1));
            }
        }
        return Integer.MAX_VALUE;
    }

    /** RFC 1870: SIZE is known. */
    public boolean size() {
        return has("SIZE");
    }

    /** RFC 1870: largest message accepted, in octets; empty if no limit is known. */
    public OptionalLong largestMessage() {
        String limit = keywords.getOrDefault("SIZE", "").strip();
        boolean number =
                !limit.isEmpty() && limit.length() <= 18 && limit.chars().allMatch(c -> c >= '0' && c <= '9');
        long octets = number ? Long.parseLong(limit) : 0;
        return octets > 0 ? OptionalLong.of(octets) : OptionalLong.empty();
    }

    /** RFC 4954: mechanisms of AUTH, upper case. */
    public Set<String> authMechanisms() {
        String mechanisms = keywords.getOrDefault("AUTH", "").strip();
        return mechanisms.isEmpty()
                ? Set.of()
                : Set.of(Arrays.stream(mechanisms.split("[ =]+")).distinct().toArray(String[]::new));
    }
}
