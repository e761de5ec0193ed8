package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.listener.ListenerSettings.TlsMode;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.listener.TlsSettings.Asked;
import org.sluicemta.listener.TlsSettings.ClientCertificates;
import org.sluicemta.listener.TlsSettings.HostCertificate;
import org.sluicemta.settings.PemPair;

/** Reads {@code <tls>} of a listener. Whether its files can be used is not asked here. */
final class TlsElements {
    private static final Pattern HOST_NAME = Pattern.compile("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final ValueType<List<String>> HOST_NAMES = ValueTypes.listOf(
            new ValueType<>("host names such as smtp.example.org or *.mail.example.org", TlsElements::hostName));
    private static final ValueType<String> PROTOCOL =
            new ValueType<>("TLSv1.3 or TLSv1.2 (what is older is broken)", TlsElements::protocol);
    private static final ValueType<Asked> ASKED =
            ValueTypes.word("none", "optional", "required").map(word -> Asked.valueOf(word.toUpperCase(Locale.ROOT)));

    private final ElementReader tls;
    private final Path home;
    private final boolean enabled;
    private final TlsMode mode;

    TlsElements(ElementReader tls, Path home, boolean enabled) {
        this.tls = tls;
        this.home = home;
        this.enabled = enabled;
        this.mode = read();
    }

    TlsMode mode() {
        return mode;
    }

    private TlsMode read() {
        boolean socket = tls.attribute("socketTLS", ValueTypes.BOOLEAN, false, "From the first octet (RFC 8314).");
        boolean start = tls.attribute("startTLS", ValueTypes.BOOLEAN, false, "By STARTTLS (RFC 3207).");
        if (socket && start) {
            tls.problem("socketTLS and startTLS exclude each other, got both true", "Keep one of them");
        }
        return socket ? TlsMode.IMPLICIT : start ? TlsMode.STARTTLS : TlsMode.NONE;
    }

    /** Empty if there is a problem, or no TLS. */
    Optional<TlsSettings> settings() {
        JamesOnly.inTls(tls);
        Optional<PemPair> usual = pair(tls);
        List<String> protocols = tls.childOrEmpty(
                        "supportedProtocols",
                        "Protocols that are offered; TLSv1.3 and TLSv1.2 by default; no others are supported.")
                .texts("protocol", PROTOCOL, "A protocol, such as TLSv1.3.");
        List<String> suites = tls.childOrEmpty("supportedCipherSuites", "Cipher suites that are offered.")
                .texts("cipherSuite", ValueTypes.TEXT, "A suite.");
        List<HostCertificate> others = new ArrayList<>();
        for (ElementReader host : tls.children(
                "host", "Another key and certificate, for clients that ask for one of these hosts (SNI).")) {
            host(host).ifPresent(others::add);
        }
        ClientCertificates clients = clients(tls.childOrEmpty("clientAuth", "Client certificates."));
        if (mode == TlsMode.NONE) {
            return Optional.empty();
        }
        if (enabled && usual.isEmpty() && tls.children("privateKey").isEmpty()) {
            tls.problem(
                    "TLS needs a key and certificates, got none",
                    "Name PEM files, which the first start makes: <privateKey>conf/tls/server.key</privateKey> and"
                            + " <certificates>conf/tls/server.crt</certificates>");
        }
        return usual.map(pair -> new TlsSettings(tls.where(), pair, others, clients, protocols, suites));
    }

    private Optional<HostCertificate> host(ElementReader host) {
        List<String> names = host.required(
                "names",
                HOST_NAMES,
                List.of(),
                "Host names, separated by spaces; one may begin with *. for any single label.");
        return pair(host).map(pair -> new HostCertificate(names, pair));
    }

    private Optional<PemPair> pair(ElementReader of) {
        Optional<Path> key = ListenerElements.file(of, "privateKey", home, "PEM file of the private key.");
        Optional<Path> certificates =
                ListenerElements.file(of, "certificates", home, "PEM file of the certificate and its issuers.");
        if (of.children("privateKey").isEmpty() != of.children("certificates").isEmpty()) {
            of.problem("privateKey and certificates belong together, got one of them", "Give both");
        }
        return key.flatMap(file -> certificates.map(chain -> new PemPair(file, chain)));
    }

    private ClientCertificates clients(ElementReader client) {
        JamesOnly.inClientAuth(client);
        Asked asked = client.attribute(
                "mode", ASKED, Asked.NONE, "Whether clients are asked for a certificate: none, optional or required.");
        return new ClientCertificates(
                asked,
                ListenerElements.file(
                        client,
                        "trust",
                        home,
                        "PEM file of the issuers whose client certificates are trusted; without it, certificates count"
                                + " by their fingerprint only."));
    }

    private static String hostName(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!HOST_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(text);
        }
        return name;
    }

    private static String protocol(String text) {
        if (!TlsSettings.PROTOCOLS.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
