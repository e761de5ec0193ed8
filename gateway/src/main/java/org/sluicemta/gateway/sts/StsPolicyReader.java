package org.sluicemta.gateway.sts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sluicemta.gateway.sts.StsPolicy.Mode;
import org.sluicemta.mail.DomainName;

/** Reads the text that a policy host serves, RFC 8461 section 3.2. Fields it doesn't know are left alone. */
final class StsPolicyReader {
    private static final long LONGEST_SECONDS = 31_557_600;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final int MOST_SHOWN = 60;

    private final Map<String, String> fields = new HashMap<>();
    private final List<String> mx = new ArrayList<>();

    private StsPolicyReader() {}

    static StsPolicy read(String domain, String id, String text) throws StsPolicyException {
        StsPolicyReader reader = new StsPolicyReader();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            reader.line(i + 1, lines[i].stripTrailing());
        }
        return reader.policy(domain, id);
    }

    private void line(int number, String line) throws StsPolicyException {
        if (line.isEmpty()) {
            return;
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        if (colon < 0 || !NAME.matcher(name).matches()) {
            throw new StsPolicyException("line " + number + " must be a name, a colon and a value, got " + shown(line));
        }
        String value = line.substring(colon + 1).strip();
        if (name.equals("mx")) {
            mx.add(pattern(number, value));
        } else {
            // RFC 8461 section 3.2: of a field that is there twice, the first counts.
            if (fields.putIfAbsent(name, value) == null) {
                check(number, name, value);
            }
        }
    }

    private static String pattern(int number, String value) throws StsPolicyException {
        String start = value.startsWith("*.") ? "*." : "";
        Optional<String> host = DomainName.ascii(value.substring(start.length()));
        if (host.isEmpty() || !DomainName.isWellFormed(host.get())) {
            throw new StsPolicyException("line " + number
                    + ": mx must be a host name or a pattern such as *.example.org, got " + shown(value));
        }
        return start + host.get();
    }

    private static void check(int number, String name, String value) throws StsPolicyException {
        String wanted = switch (name) {
            case "version" -> value.equals("STSv1") ? null : "STSv1";
            case "mode" ->
                switch (value) {
                    case "enforce", "testing", "none" -> null;
                    default -> "enforce, testing or none";
                };
            case "max_age" -> SECONDS.matcher(value).matches() ? null : "a number of seconds";
            default -> null;
        };
        if (wanted != null) {
            throw new StsPolicyException(
                    "line " + number + ": " + name + " must be " + wanted + ", got " + shown(value));
        }
    }

    private StsPolicy policy(String domain, String id) throws StsPolicyException {
        required("version");
        Mode mode = Mode.valueOf(required("mode").toUpperCase(Locale.ROOT));
        long seconds = Math.min(Long.parseLong(required("max_age")), LONGEST_SECONDS);
        if (mx.isEmpty() && mode != Mode.NONE) {
            throw new StsPolicyException("the policy names no mx, so no host could take the domain's mail");
        }
        return new StsPolicy(domain, id, mode, mx, Duration.ofSeconds(seconds));
    }

    private String required(String name) throws StsPolicyException {
        String value = fields.get(name);
        if (value == null) {
            throw new StsPolicyException("the policy has no " + name);
        }
        return value;
    }

    /** It was written by somebody else, and ends in logs and replies. */
    private static String shown(String text) {
        String bare = text.replaceAll("[^ -~]", "?");
        return '"' + (bare.length() <= MOST_SHOWN ? bare : bare.substring(0, MOST_SHOWN) + "…") + '"';
    }
}
