package org.sluicemta.smtp.auth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's OAUTHBEARER (RFC 7628 section 3.1) or XOAUTH2 message: a header, then {@code key=value} pairs, each
 * followed by an octet 0x01, and one more such octet at the end.
 *
 * @param user requested user; empty when not given
 * @param token the token, or null when there is none of a supported type
 */
record BearerMessage(String user, @Nullable String token) {
    private static final Pattern HEAD = Pattern.compile("[ny],(?:a=([^,]*))?,");
    private static final String XOAUTH2_HEAD = "user=";
    private static final Pattern KEY = Pattern.compile("[A-Za-z]+");
    /** RFC 6750 section 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    private static final String SEPARATOR = "\u0001";

    /**
     * The message, or null when it is malformed.
     *
     * @param standard true for OAUTHBEARER, false for XOAUTH2
     */
    static @Nullable BearerMessage parse(String text, boolean standard) {
        if (!text.endsWith(SEPARATOR + SEPARATOR)) {
            return null;
        }
        String[] parts = text.substring(0, text.length() - 2).split(SEPARATOR, -1);
        String user = standard ? authorization(parts[0]) : xoauth2User(parts[0]);
        String token = null;
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0 || !KEY.matcher(parts[i].substring(0, equals)).matches()) {
                return null;
            }
            Matcher bearer = BEARER.matcher(parts[i].substring(equals + 1));
            if (parts[i].startsWith("auth=") && bearer.matches()) {
                token = bearer.group(1);
            }
        }
        return user == null ? null : new BearerMessage(user, token);
    }

    /** RFC 5801 section 4: the name may contain escaped commas and equals signs. */
    private static @Nullable String authorization(String head) {
        Matcher parts = HEAD.matcher(head);
        if (!parts.matches()) {
            return null;
        }
        String name = parts.group(1);
        return name == null ? "" : name.replace("=2C", ",").replace("=3D", "=");
    }

    private static @Nullable String xoauth2User(String head) {
        return head.startsWith(XOAUTH2_HEAD) ? head.substring(XOAUTH2_HEAD.length()) : null;
    }
}
