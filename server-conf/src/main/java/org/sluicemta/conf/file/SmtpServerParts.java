package org.sluicemta.conf.file;

import java.util.List;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;

/** The parts of a listener that have parts of their own: TLS, AUTH, the handler chain and what we add to James. */
final class SmtpServerParts {
    private static final List<String> TLS_FILES = List.of("privateKey", "certificates");

    private static final List<String> OIDC_TEXTS =
            List.of("issuer", "jwksURL", "jwksFile", "claim", "scope", "algorithms", "oidcConfigurationURL");
    private static final ValueType<String> REQUIRE_SSL =
            new ValueType<>("one of true, forPlaintext, false", text -> matching(text, "(?i)true|forPlaintext|false"));
    private static final ValueType<String> CLIENT_AUTH =
            new ValueType<>("one of none, optional, required", text -> matching(text, "(?i)none|optional|required"));
    private static final ValueType<String> MECHANISM = new ValueType<>(
            "one of EXTERNAL, SCRAM-SHA-256-PLUS, SCRAM-SHA-256, SCRAM-SHA-1-PLUS, SCRAM-SHA-1, OAUTHBEARER, XOAUTH2,"
                    + " CRAM-MD5, PLAIN, LOGIN",
            text -> matching(text, "(?i)EXTERNAL|SCRAM-SHA-(256|1)(-PLUS)?|OAUTHBEARER|XOAUTH2|CRAM-MD5|PLAIN|LOGIN"));
    private static final ValueType<String> PROTOCOL =
            new ValueType<>("TLSv1.3 or TLSv1.2 (what is older is broken)", text -> matching(text, "TLSv1\\.[23]"));
    private static final ValueType<String> BARE_LINE_ENDS =
            new ValueType<>("one of refuse, normalise", text -> matching(text, "refuse|normalise"));

    private SmtpServerParts() {}

    static void check(ElementReader server) {
        JamesOnly.inListener(server);
        server.child("tls").ifPresent(SmtpServerParts::tls);
        server.child("auth").ifPresent(SmtpServerParts::auth);
        server.child("handlerchain").ifPresent(SmtpServerParts::handlerChain);
        server.child("limits").ifPresent(SmtpServerParts::limits);
        server.child("proxies").ifPresent(proxies -> proxies.texts("network", ValueTypes.NETWORK));
        server.child("xclient").ifPresent(SmtpServerParts::xclient);
        server.child("stream").ifPresent(stream -> stream.text(ValueTypes.NAME));
        server.child("strict").ifPresent(strict -> strict.text(ValueTypes.BOOLEAN));
        server.child("bareLineEnds").ifPresent(ends -> ends.text(BARE_LINE_ENDS));
    }

    private static void xclient(ElementReader xclient) {
        xclient.attribute("login", ValueTypes.BOOLEAN, false);
        xclient.texts("network", ValueTypes.NETWORK);
    }

    private static void tls(ElementReader tls) {
        boolean socket = tls.attribute("socketTLS", ValueTypes.BOOLEAN, false);
        boolean start = tls.attribute("startTLS", ValueTypes.BOOLEAN, false);
        if (socket && start) {
            tls.problem("socketTLS and startTLS exclude each other, got both true", "Keep one of them");
        }
        TLS_FILES.forEach(name -> text(tls, name, ValueTypes.TEXT));
        JamesOnly.inTls(tls);
        tls.child("supportedProtocols").ifPresent(list -> list.texts("protocol", PROTOCOL));
        tls.child("supportedCipherSuites").ifPresent(list -> list.texts("cipherSuite", ValueTypes.TEXT));
        tls.children("host").forEach(SmtpServerParts::host);
        tls.child("clientAuth").ifPresent(SmtpServerParts::clientAuth);
        pair(tls);
    }

    private static void host(ElementReader host) {
        host.required("names", ValueTypes.listOf(ValueTypes.TEXT), List.of());
        text(host, "privateKey", ValueTypes.TEXT);
        text(host, "certificates", ValueTypes.TEXT);
        pair(host);
    }

    private static void pair(ElementReader of) {
        if (of.child("privateKey").isPresent() != of.child("certificates").isPresent()) {
            of.problem("privateKey and certificates belong together, got one of them", "Give both");
        }
    }

    private static void clientAuth(ElementReader client) {
        client.attribute("mode", CLIENT_AUTH, "none");
        text(client, "trust", ValueTypes.TEXT);
    }

    private static void auth(ElementReader auth) {
        text(auth, "announce", ValueTypes.TEXT);
        text(auth, "required", ValueTypes.BOOLEAN);
        text(auth, "requireSSL", REQUIRE_SSL);
        text(auth, "mechanisms", ValueTypes.listOf(MECHANISM));
        text(auth, "plainAuthEnabled", ValueTypes.BOOLEAN);
        auth.child("oidc").ifPresent(SmtpServerParts::tokens);
    }

    private static void tokens(ElementReader oidc) {
        OIDC_TEXTS.forEach(name -> text(oidc, name, ValueTypes.TEXT));
        for (String needed : List.of("issuer", "audience")) {
            if (oidc.children(needed).isEmpty()) {
                oidc.problem("<oidc> needs <" + needed + ">, got none", "Write what the claim in its tokens must be");
            }
        }
        if (oidc.child("jwksURL").isEmpty() && oidc.child("jwksFile").isEmpty()) {
            oidc.problem("<oidc> must say where the issuer's keys are, got nothing", "Write <jwksURL> or <jwksFile>");
        }
        oidc.texts("audience", ValueTypes.TEXT);
        text(oidc, "leeway", ValueTypes.integer(0, 999));
    }

    private static void limits(ElementReader limits) {
        List.of("recipients", "badCommands", "failedLogins", "headerOctets", "headerFields", "fieldOctets")
                .forEach(name -> text(limits, name, ValueTypes.integer(1, 1_000_000)));
        List.of("connectionsPerMinute", "messagesPerMinute")
                .forEach(name -> text(limits, name, ValueTypes.integer(0, 100_000_000)));
    }

    private static String matching(String text, String form) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static void handlerChain(ElementReader chain) {
        chain.optional("coreHandlersPackage", ValueTypes.TEXT);
        chain.optional("jmxHandlersPackage", ValueTypes.TEXT);
        chain.attribute("enableJmx", ValueTypes.BOOLEAN, true);
        for (ElementReader handler : chain.children("handler")) {
            handler.required("class", ValueTypes.TEXT, "");
            handler.leaveOpen();
        }
    }

    private static void text(ElementReader parent, String name, ValueType<?> type) {
        parent.child(name).ifPresent(child -> child.text(type));
    }
}
