package org.sluicemta.conf.file;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sluicemta.conf.xml.ElementReader;

/**
 * James listener settings that don't exist here. A file copied from James gets told what to use instead, rather than
 * having its settings silently ignored.
 */
final class JamesOnly {
    private static final String THREADS = "Take it out: threads follow the number of cores";
    private static final String PEM =
            "Give privateKey and certificates as PEM files: openssl pkcs12 -in KEYSTORE -nodes writes both";

    private static final Map<String, String> OF_LISTENERS = inOrder(
            Map.entry("helloName", "Set host-name in sluice.xml"),
            Map.entry("ioWorkerCount", THREADS),
            Map.entry("bossWorkerCount", THREADS),
            Map.entry("maxExecutorCount", THREADS),
            Map.entry("gracefulShutdown", "Take it out: a stop always waits for what is in flight, see drain-bound"),
            Map.entry("authorizedAddresses", "Name the networks in <relay> of sluice.xml, or as a tenant's"),
            Map.entry("verifyIdentity", "Take it out: nobody sends from a domain that is another tenant's"),
            Map.entry("heloEhloEnforcement", "Take it out: HELO or EHLO must always come first"),
            Map.entry("addressBracketsEnforcement", "Take it out: addresses always need angle brackets"),
            Map.entry("smtpGreeting", "Take it out: the greeting is the host name of sluice.xml"));

    private static final Map<String, String> OF_TLS = inOrder(
            Map.entry("keystore", PEM),
            Map.entry("keystoreType", PEM),
            Map.entry("secret", PEM),
            Map.entry("provider", "Take it out: the fastest provider that loads is used"),
            Map.entry("algorithm", "Take it out: the key says its algorithm"),
            Map.entry("enableOCSPCRLChecks", "Take it out: client certificates are held against clientAuth's trust"));

    private static final Map<String, String> OF_CLIENT_AUTH = inOrder(
            Map.entry("truststore", "Name a PEM file of issuers: <trust>conf/tls/clients.pem</trust>"),
            Map.entry("truststoreType", "Name a PEM file of issuers: <trust>conf/tls/clients.pem</trust>"),
            Map.entry("truststoreSecret", "Name a PEM file of issuers: <trust>conf/tls/clients.pem</trust>"));
    private static final Map<String, String> OF_TOKENS = inOrder(
            Map.entry("introspection", "Tokens are checked by signature: name a key set"),
            Map.entry("userinfo", "Tokens are checked by signature: name a key set"));

    private JamesOnly() {}

    static void inListener(ElementReader server) {
        refuse(server, OF_LISTENERS);
    }

    static void inTls(ElementReader tls) {
        refuse(tls, OF_TLS);
    }

    static void inClientAuth(ElementReader client) {
        refuse(client, OF_CLIENT_AUTH);
    }

    static void inTokens(ElementReader oidc) {
        refuse(oidc, OF_TOKENS);
    }

    private static void refuse(ElementReader parent, Map<String, String> hints) {
        hints.forEach((name, hint) -> {
            if (parent.element().children().stream()
                    .anyMatch(child -> child.name().equals(name))) {
                parent.children(name).forEach(child -> {
                    child.leaveOpen();
                    child.problem("<" + name + "> is a setting of James that has no effect here", hint);
                });
            }
        });
    }

    @SafeVarargs
    private static Map<String, String> inOrder(Map.Entry<String, String>... entries) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : entries) {
            ordered.put(entry.getKey(), entry.getValue());
        }
        return ordered;
    }
}
