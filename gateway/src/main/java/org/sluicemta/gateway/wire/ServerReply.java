package org.sluicemta.gateway.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.outcome.SmtpReply;

/**
 * A complete reply as received, RFC 5321 section 4.2.
 *
 * @param code 200 to 599
 * @param lines at least one; without code and separator, without line ends
 */
public record ServerReply(int code, List<String> lines) {
    private static final int LONGEST_TEXT = 4096;
    /** RFC 2034 section 4: the enhanced code begins each line and has the class of the reply code. */
    private static final Pattern ENHANCED = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?:\\s+|$)");

    public ServerReply {
        lines = List.copyOf(lines);
    }

    public boolean isSuccess() {
        return code < 300;
    }

    public boolean isPermanent() {
        return code >= 500;
    }

    /** 421: the server says goodbye, RFC 5321 section 3.8. */
    public boolean isClosing() {
        return code == 421;
    }

    /** The reply with the enhanced code removed from its lines. */
    public SmtpReply toSmtpReply() {
        // If lines differ, the last one with a code counts; some servers write it only on the first.
        String enhanced = lines.reversed().stream()
                .map(this::enhancedStatus)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<String> words = new ArrayList<>(lines.size());
        int left = LONGEST_TEXT;
        for (String line : lines) {
            String said = withoutStatus(line, enhanced);
            String kept = said.substring(0, Math.min(said.length(), Math.max(left, 0)));
            if (!kept.isEmpty()) {
                words.add(kept);
                left -= kept.length() + 1;
            }
        }
        return new SmtpReply(code, enhanced, words, null);
    }

    private @Nullable String enhancedStatus(String line) {
        Matcher matcher = ENHANCED.matcher(line);
        if (!matcher.lookingAt() || matcher.group(1).charAt(0) - '0' != code / 100) {
            return null;
        }
        return matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3);
    }

    private static String withoutStatus(String line, @Nullable String enhanced) {
        if (enhanced != null && line.startsWith(enhanced)) {
            return line.substring(enhanced.length()).strip();
        }
        return line.strip();
    }

    @Override
    public String toString() {
        return toSmtpReply().toString();
    }
}
