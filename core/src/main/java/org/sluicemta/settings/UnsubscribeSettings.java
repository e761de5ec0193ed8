package org.sluicemta.settings;

import java.net.URI;
import java.util.Optional;
import org.sluicemta.mail.EmailAddress;

/**
 * The one-click unsubscribe pages.
 *
 * @param url public base URL of links, without a trailing slash; empty serves nothing
 * @param listener where they are served
 */
public record UnsubscribeSettings(Optional<URI> url, WebListener listener) {
    /** First part of the path below the URL, followed by the token. */
    public static final String PATH = "/u/";

    /** The link of one recipient below a URL parsed by {@link #publicUrl}. */
    public static String link(URI url, EmailAddress token) {
        return url + PATH + token.localPart();
    }

    /**
     * Parses the base URL of links.
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
