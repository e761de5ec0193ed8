package org.sluicemta.console.unsubscribe;

import java.util.Base64;
import org.sluicemta.hash.Sha256;

/** The few pages: no script, nothing from other servers, and no address, because links get passed on. */
final class UnsubscribePages {
    private static final String STYLE = "body{font:1.1em/1.5 sans-serif;max-width:32em;margin:15vh auto;padding:0 1em}"
            + "button{font:inherit;padding:.5em 1.5em}";

    static final String ASK = page(
            "Unsubscribe?", """
            <p>Press the button to stop receiving this kind of mail from this sender.</p>
            <form method="post">
            <input type="hidden" name="%s" value="%s">
            <button type="submit">Unsubscribe</button>
            </form>
            """.replaceFirst("%s", UnsubscribeForm.FIELD).replaceFirst("%s", UnsubscribeForm.PAGE));
    static final String DONE = page("You have unsubscribed", "<p>There is nothing more to do.</p>\n");
    static final String UNKNOWN = page(
            "This link isn't valid",
            "<p>It may be incomplete or expired. Please use the link in a more recent message.</p>\n");
    static final String LATER = page(
            "Something went wrong", "<p>We couldn't record your request. Please try again in a few minutes.</p>\n");

    /** Allows only our own style, and a form that submits to this server. */
    static final String SECURITY_POLICY = "default-src 'none'; style-src '" + hash(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private UnsubscribePages() {}

    private static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title
                + "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n<style>"
                + STYLE + "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n" + body + "</body>\n</html>\n";
    }

    private static String hash(String text) {
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}
