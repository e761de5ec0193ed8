package org.sluicemta.response;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The SMTP codes of a rule: {@code 550}, {@code 5xx}, {@code 45x}, separated by blanks. Empty means any. */
public record CodePattern(List<String> codes) {
    public static final CodePattern ANY = new CodePattern(List.of());

    private static final Pattern FORM = Pattern.compile("[45]([0-9][0-9x]|xx)");

    public CodePattern {
        codes = List.copyOf(codes);
        for (String code : codes) {
            if (!FORM.matcher(code).matches()) {
                throw new IllegalArgumentException("not an SMTP code such as 550, 55x or 5xx: \"" + code + "\"");
            }
        }
    }

    public static CodePattern parse(String text) {
        return new CodePattern(Arrays.stream(text.split("[\\s,]+"))
                .filter(part -> !part.isEmpty())
                .toList());
    }

    /**
     * @param code SMTP code, or 0 for none; then a pattern for a whole class ({@code 5xx}) is compared with the status
     * @param status first digit of the enhanced status, or 0
     */
    boolean matches(int code, int status) {
        if (codes.isEmpty()) {
            return true;
        }
        for (String pattern : codes) {
            if (code == 0 ? pattern.endsWith("xx") && pattern.charAt(0) - '0' == status : fits(pattern, code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String pattern, int code) {
        return pattern.charAt(0) - '0' == code / 100
                && (pattern.charAt(1) == 'x' || pattern.charAt(1) - '0' == code / 10 % 10)
                && (pattern.charAt(2) == 'x' || pattern.charAt(2) - '0' == code % 10);
    }

    @Override
    public String toString() {
        return String.join(" ", codes);
    }
}
