package org.sluicemta.settings;

import java.net.URI;
import java.util.Optional;
import org.sluicemta.mail.EmailAddress;

/**
 * Where recipients unsubscribe with one click.
 *
 * @param url what links begin with, as recipients reach it, without a slash at its end; empty: nothing is served
 * @param listener where it is served
 */
public record UnsubscribeSettings(Optional<URI> url, WebListener listener) {
    /** First part of the path below the URL; the token follows. */
    public static final String PATH = "/u/";

    /** The link of one recipient below a URL that {@link #publicUrl} read. */
    public static String link(URI url, EmailAddress token) {
        return url + PATH + token.localPart();
    }

    /**
     * Reads the URL that links begin with.
     *
     * @throws IllegalArgumentException unless it is an https address without user, query and fragment: RFC 8058 section
     *     3.1 asks for https
     */
    public static URI publicUrl(String text) {
        URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (!"https".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null
                || !uri.getRawPath().matches("[A-Za-z0-9/._~-]*")) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }
}
