package org.sluicemta.gateway.tlsreport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sluicemta.gateway.dns.Addresses;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;

/** A place that reports go to. */
public sealed interface ReportTarget {
    /** Longest URI. */
    int MOST_CHARACTERS = 300;

    /** By mail. */
    record Mailbox(EmailAddress address) implements ReportTarget {}

    /**
     * By HTTPS.
     *
     * @param host A-labels
     * @param path with the query
     */
    record Web(String host, int port, String path) implements ReportTarget {}

    Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");

    /** The target of a URI; empty if it isn't valid, or has another scheme than RFC 8460 section 3 knows. */
    static Optional<ReportTarget> of(String uri) {
        if (uri.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            URI parsed = new URI(uri);
            if ("mailto".equalsIgnoreCase(parsed.getScheme())) {
                return mailbox(parsed);
            }
            return "https".equalsIgnoreCase(parsed.getScheme()) ? web(parsed) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<ReportTarget> mailbox(URI uri) throws URISyntaxException {
        // RFC 6068 section 2: what follows the question mark are header fields, which nobody but us sets.
        String raw = uri.getRawSchemeSpecificPart();
        int query = raw.indexOf('?');
        String address = new URI("mailto:" + (query < 0 ? raw : raw.substring(0, query))).getSchemeSpecificPart();
        int at = address.lastIndexOf('@');
        if (at < 0 || !LOCAL_PART.matcher(address.substring(0, at)).matches()) {
            return Optional.empty();
        }
        return DomainName.ascii(address.substring(at + 1))
                .filter(DomainName::isWellFormed)
                .map(domain -> new Mailbox(new EmailAddress(address.substring(0, at), domain)));
    }

    private static Optional<ReportTarget> web(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() == 0 || uri.getPort() > 65535) {
            return Optional.empty();
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return DomainName.ascii(uri.getHost())
                .filter(host ->
                        DomainName.isWellFormed(host) && Addresses.read(host).isEmpty())
                .map(host -> new Web(host, uri.getPort() < 0 ? 443 : uri.getPort(), path + query));
    }
}
