package org.sluicemta.gateway.https;

import org.jspecify.annotations.Nullable;

/** How a request ended. Redirects are answers like others. */
public sealed interface HttpsAnswer {
    /**
     * The server has answered.
     *
     * @param mediaType without parameters, or null if there is none
     */
    record Response(int status, @Nullable String mediaType, String body) implements HttpsAnswer {}

    /** The server has no valid certificate, or there was no handshake for another reason. */
    record NotTrusted(String text) implements HttpsAnswer {}

    /** There is no answer. */
    record Failed(String text) implements HttpsAnswer {}
}
